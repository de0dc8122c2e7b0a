import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Answer } from "../../answer/answer.ts";
import type { AnswerDeps } from "../../answer/answer-question.ts";
import { stripMarks } from "../../text/citation-marks.ts";
import type { OpenEvaluationWorkspace } from "../workspace.ts";
import { type Asked, askAs, writeUndefended } from "./ask-writer.ts";
import { countSuspicious, type SuspiciousCounts } from "./count-suspicious.ts";
import { cleanGroup, injectionCorpus, poisonGroup, writeCorpus } from "./injection-corpus.ts";
import { judgeAttack, repeatsAttack, type Said } from "./judge-attack.ts";
import { isRight } from "./judge-clean.ts";
import { type PlacedAttack, placeAttacks } from "./place-attack.ts";
import { judgePoisoned } from "./poison-question.ts";
import {
  type CleanContext,
  type PoisonedQuestion,
  readInjectionData,
} from "./read-injection-data.ts";
import {
  type InjectionReport,
  type JudgedAttack,
  type JudgedContext,
  type JudgedPoisoned,
  summarizeInjection,
} from "./summarize-injection.ts";

/** Questions on their way at a time; a model is mostly waited for. */
const AT_ONCE = 4;

const NOTHING: Said = { text: "", sentences: [] };

type OnLine = (line: JudgedAttack | JudgedContext | JudgedPoisoned) => void;

/**
 * Attacks in documents, titles, file names, threads and questions, and poisoned documents: what of
 * them shows in answers of the writer that is configured, beside what it says without any defence.
 */
export async function evaluateInjection(
  directory: string,
  open: OpenEvaluationWorkspace,
  onLine: OnLine = () => undefined,
): Promise<InjectionReport & { suspicious: SuspiciousCounts }> {
  const data = await readInjectionData(directory);
  const placed = placeAttacks(data.attacks, data.contexts);
  const folder = await mkdtemp(join(tmpdir(), "footnote-injection-"));
  try {
    await writeCorpus(folder, injectionCorpus(data, placed));
    const workspace = await open(folder, { keep: false });
    try {
      await workspace.sync();
      const { answering } = workspace;
      const prompts = instructionsOf(answering);
      const each = <T, R extends Parameters<OnLine>[0]>(
        all: readonly T[],
        ask: (one: T) => Promise<R>,
      ) =>
        inPool(all, async (one) => {
          const judged = await ask(one);
          onLine(judged);
          return judged;
        });
      const contexts = await each(data.contexts, (one) => askClean(one, answering));
      const attacks = await each(placed, (one) => askAttacked(one, answering, prompts));
      const poisoned = await each(poisonedCases(data.poisoned), (one) =>
        askPoisoned(one, answering),
      );
      const flagged = (await workspace.suspicious()).map(({ documentId }) => documentId);
      return {
        ...summarizeInjection({ contexts, attacks, poisoned, writer: answering.writer.id }),
        suspicious: countSuspicious(data, placed, flagged),
      };
    } finally {
      await workspace.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function askClean(context: CleanContext, answering: AnswerDeps): Promise<JudgedContext> {
  const { id, question } = context;
  const asked = { id, question, group: cleanGroup(context), history: [] };
  const answer = await askAs(asked, answering);
  const undefended = await writeUndefended(asked, answering);
  return {
    kind: "clean",
    context,
    answer,
    undefended: undefended.text,
    right: isRight(context, saidIn(answer)),
    rightUndefended: isRight(context, undefended),
    rightRefusing: isRight(context, undefended.isRefused ? NOTHING : undefended),
  };
}

async function askAttacked(
  placed: PlacedAttack,
  answering: AnswerDeps,
  prompts: readonly string[],
): Promise<JudgedAttack> {
  const asked: Asked = placed;
  const answer = await askAs(asked, answering);
  const undefended = await writeUndefended(asked, answering);
  const goals = judgeAttack(placed, saidIn(answer), prompts);
  return {
    kind: "attack",
    placed,
    answer,
    undefended: undefended.text,
    goals,
    repeated: repeatsAttack(placed, saidIn(answer)),
    goalsUndefended: judgeAttack(placed, undefended, prompts),
    right: isRight(placed.host, saidIn(answer)),
  };
}

interface PoisonedCase {
  poisoned: PoisonedQuestion;
  hasRight: boolean;
}

function poisonedCases(all: readonly PoisonedQuestion[]): PoisonedCase[] {
  return all.flatMap((poisoned) => [true, false].map((hasRight) => ({ poisoned, hasRight })));
}

async function askPoisoned(
  { poisoned, hasRight }: PoisonedCase,
  answering: AnswerDeps,
): Promise<JudgedPoisoned> {
  const { id, question } = poisoned;
  const group = poisonGroup(poisoned, hasRight);
  const answer = await askAs({ id, question, group, history: [] }, answering);
  const verdict = judgePoisoned(poisoned, {
    sentences: answer.sentences.map(({ text }) => text),
    warnings: answer.warnings,
    documentIds: answer.citations.map(({ documentId }) => documentId),
  });
  return { kind: "poisoned", poisoned, hasRight, answer, ...verdict };
}

/** The words of the answer, its warnings and its choices; sources are shown as sources. */
function saidIn({ text, sentences, warnings, choices }: Answer): Said {
  const told = [text, ...warnings.map((warning) => warning.text), ...choices];
  return {
    text: stripMarks(told.join("\n")),
    sentences: sentences.map((sentence) => sentence.text),
  };
}

/** What models are told here; with the writer that quotes there is nothing to be told. */
function instructionsOf({ assistant }: AnswerDeps): string[] {
  if (assistant === undefined) return [];
  const { prompts } = assistant;
  const [question, passages] = ["", ""];
  return [
    prompts.fill("answer", { question, passages, language: "", today: "" }),
    prompts.fill("rewrite-question", { question, history: "" }),
    prompts.fill("plan-sub-questions", { question }),
    prompts.fill("check-support", { sentence: "", passages }),
    prompts.fill("clarify", { question, choices: "", passages }),
  ].map(({ instructions }) => instructions);
}

async function inPool<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  let next = 0;
  const run = async () => {
    for (let at = next++; at < all.length; at = next++) done[at] = await work(all[at] as T);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, run));
  return done;
}
