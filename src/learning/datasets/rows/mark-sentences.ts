import { createSupportChecker } from "../../../answer/support/create-support-checker.ts";
import { contentStems } from "../../../text/content-stems.ts";
import { splitSentences } from "../../../text/split-sentences.ts";
import type { RowContext } from "../dataset-row.ts";

const MARK = /\s?\[(\d+)\]/g;
const LEAST_SHARED = 0.5;

/** The text with its marks changed as `number` says; undefined where one of them names nothing. */
export function renumber(
  text: string,
  number: (n: number) => number | undefined,
): string | undefined {
  let isWhole = true;
  const renumbered = text.replace(MARK, (mark: string, n: string) => {
    const now = number(Number(n));
    if (now === undefined) isWhole = false;
    return mark.replace(n, String(now));
  });
  return isWhole ? renumbered : undefined;
}

/**
 * A text of a person with the number of the passage behind each sentence that says most of its words; undefined where no
 * passage says half of them, or where it says otherwise (another figure, a denial): nobody could learn that from the
 * passages. Numbers that it came with are of another answer, and go.
 */
export function markSentences(text: string, contexts: readonly RowContext[]): string | undefined {
  const passages = contexts.map((context, at) => ({ ...context, n: at + 1 }));
  const check = createSupportChecker(passages, { question: "" });
  const stems = contexts.map((context) => contentStems(`${context.title}\n${context.text}`));
  const marked: string[] = [];
  for (const sentence of splitSentences(text.replace(MARK, ""))) {
    const said = contentStems(sentence.text);
    if (said.size === 0) {
      marked.push(sentence.text);
      continue;
    }
    const shares = stems.map((known) => said.intersection(known).size / said.size);
    const best = Math.max(0, ...shares);
    const n = shares.indexOf(best) + 1;
    if (best < LEAST_SHARED || !check(sentence.text, [n]).supported) return undefined;
    marked.push(withMark(sentence.text.trim(), n));
  }
  return marked.join(" ");
}

export function withMark(sentence: string, n: number): string {
  const [end = ""] = /[.!?。！？]+$/u.exec(sentence) ?? [];
  return `${sentence.slice(0, sentence.length - end.length)} [${n}]${end}`;
}
