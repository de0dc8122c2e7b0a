import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EVERYONE } from "../access/audience.ts";
import type { Answer } from "../answer/answer.ts";
import { answerQuestion } from "../answer/answer-question.ts";
import { containsAnswer, containsWords } from "./match-answer.ts";
import { round } from "./ranking-metrics.ts";
import { type FreshnessEdit, readEdits } from "./read-dataset.ts";
import {
  EvaluationError,
  type EvaluationWorkspace,
  type OpenEvaluationWorkspace,
} from "./workspace.ts";

export interface FreshnessReport {
  edits: number;
  /** Share of edits whose old value is still shown after the sync. */
  oldShownAfter: number;
  /** Share of edits whose new value is in the answer. */
  newFoundAfter: number;
}

/** Indexes the pages as they were, syncs the pages as they became, and asks for each edited value. */
export async function evaluateFreshness(
  directory: string,
  open: OpenEvaluationWorkspace,
  onAnswer?: (edit: FreshnessEdit, answer: Answer) => void,
): Promise<FreshnessReport> {
  const edits = await readEdits(join(directory, "edits.jsonl"));
  let oldShown = 0;
  let newFound = 0;
  for (const wave of waves(edits)) {
    await inFolder(async (folder) => {
      await copyPages(wave, join(directory, "before"), folder);
      const workspace = await open(folder, { keep: false });
      try {
        await workspace.sync();
        await copyPages(wave, join(directory, "after"), folder);
        await workspace.sync();
        for (const edit of wave) {
          const answer = await ask(edit, workspace);
          onAnswer?.(edit, answer);
          if (showsOld(edit, answer)) oldShown += 1;
          if (containsAnswer(answer.text, edit.new_value)) newFound += 1;
        }
      } finally {
        await workspace.close();
      }
    });
  }
  const n = Math.max(1, edits.length);
  return {
    edits: edits.length,
    oldShownAfter: round(oldShown / n),
    newFoundAfter: round(newFound / n),
  };
}

/** Two edits of one page are two versions of it, which no company has at once: one wave each. */
function waves(edits: FreshnessEdit[]): FreshnessEdit[][] {
  const found: FreshnessEdit[][] = [];
  const seen = new Map<string, number>();
  for (const edit of edits) {
    const page = `${edit.repo} ${edit.path}`;
    const wave = seen.get(page) ?? 0;
    seen.set(page, wave + 1);
    found[wave] ??= [];
    found[wave].push(edit);
  }
  return found;
}

function ask(edit: FreshnessEdit, { answering }: EvaluationWorkspace): Promise<Answer> {
  const text = `${edit.title}, ${edit.section}: ${edit.cloze.replaceAll("____", " ")}`;
  const signal = new AbortController().signal;
  const question = { text, history: [], audience: EVERYONE };
  return answerQuestion(edit.id, question, answering, () => undefined, signal).then(
    (a) => a.answer,
  );
}

/**
 * The old line from anywhere, or the old value cited from the page that no longer has it. Values are
 * compared as written: where a page says "Copy" no more, "make a copy" is no trace of it.
 */
function showsOld(edit: FreshnessEdit, answer: Answer): boolean {
  const own = answer.citations.filter((c) => c.documentId.startsWith(edit.id));
  const shown = [answer.text, ...answer.citations.map((c) => c.quote)].join("\n");
  return (
    containsAnswer(shown, edit.old_line) ||
    own.some((citation) => containsWords(citation.quote, edit.old_value))
  );
}

async function copyPages(edits: FreshnessEdit[], from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const edit of edits) {
    const page = `${edit.id}.md`;
    await copyFile(join(from, page), join(to, page)).catch((error: unknown) => {
      throw new EvaluationError(`${join(from, page)} cannot be read; edit ${edit.id} needs it.`, {
        cause: error,
      });
    });
  }
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "footnote-freshness-"));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
