import type { Command } from "commander";
import type { Answer } from "../../../answer/answer.ts";
import { parseAudience } from "../audience-option.ts";
import {
  collect,
  note,
  parseCount,
  printJson,
  printLine,
  UsageError,
  withApp,
} from "../command-context.ts";
import { askBatch } from "./ask-batch.ts";
import { askOne, troubleOf } from "./ask-one.ts";

interface AskOptions {
  as?: string[];
  json?: boolean;
  batch?: string;
  out?: string;
  concurrency: number;
}

export function addAskCommand(program: Command): void {
  program
    .command("ask")
    .description("answer one question, or a batch of them")
    .argument("[question]", "the question")
    .option("--as <principal>", "a principal of the person asking; may be repeated", collect)
    .option("--batch <in.jsonl>", "questions: {id, question, history?, as?} a line")
    .option("--out <out.jsonl>", "where the answers of --batch go, one a line")
    .option("--concurrency <n>", "questions of a batch answered at once", parseCount, 2)
    .option("--json", "print the answer as JSON")
    .action((question: string | undefined, options: AskOptions) => ask(question, options));
}

async function ask(question: string | undefined, options: AskOptions): Promise<void> {
  const audience = parseAudience(options.as);
  if (options.batch !== undefined) {
    if (options.out === undefined) throw new UsageError("--batch also needs --out <out.jsonl>.");
    if (question !== undefined) throw new UsageError("Give a question or --batch, not both.");
    await askBatch({ ...options, batch: options.batch, out: options.out }, audience);
    return;
  }
  if (question === undefined || question.trim() === "") {
    throw new UsageError(
      'Give a question: npm run footnote -- ask "How many days of leave do I have?"',
    );
  }
  const answer = await withApp(async (app) => {
    if ((await app.storage.sources.list()).length === 0) note(NO_SOURCES);
    const given = await askOne(question, [], audience, app);
    const trouble = await troubleOf(given, app);
    if (trouble !== undefined) note(trouble);
    return given;
  });
  if (options.json) printJson(answer);
  else printAnswer(answer);
  if (answer.outcome === "failed") process.exitCode = 1;
}

const NO_SOURCES =
  "There are no documents yet: npm run footnote -- sources add files handbook --set path=./docs";

const OUTCOME_TEXTS: Partial<Record<Answer["outcome"], string>> = {
  "not-found": "The documents do not say. These come nearest:",
  clarify: "Which one do you mean?",
  degraded: "The language model is away; passages are quoted as they stand.",
  failed: "Sorry, that went wrong.",
};

function printAnswer(answer: Answer): void {
  const nothingNear = answer.outcome === "not-found" && answer.nearest.length === 0;
  const lead = nothingNear ? "The documents do not say." : OUTCOME_TEXTS[answer.outcome];
  const asksBack = answer.outcome === "clarify" && answer.text !== "";
  if (lead !== undefined && !asksBack) printLine(lead);
  if (answer.text !== "") printLine(answer.text);
  for (const choice of answer.choices) printLine(`  - ${choice}`);
  for (const document of answer.nearest) printLine(`  - ${document.title} (${document.url})`);
  if (answer.citations.length > 0) printLine();
  for (const citation of answer.citations) {
    const age = citation.updatedAt === null ? "" : `, updated ${citation.updatedAt.slice(0, 10)}`;
    printLine(`[${citation.n}] ${citation.title} — ${citation.source}: ${citation.path}${age}`);
    printLine(`    ${citation.url}`);
  }
  if (answer.verified !== undefined) {
    printLine(`Verified by ${answer.verified.by} on ${answer.verified.at.slice(0, 10)}`);
  }
  for (const warning of answer.warnings) printLine(`! ${warning.text}`);
  if (answer.outcome === "failed") printLine(`Trace id ${answer.traceId}`);
  printLine(`(answer ${answer.id})`);
}
