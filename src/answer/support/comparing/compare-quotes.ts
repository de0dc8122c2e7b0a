import { plainText } from "../../../text/split-sentences.ts";
import { fold } from "../../../text/tokenize.ts";

const QUOTED =
  /[“„«»"]\s?([^“”„«»"]{2,200}?)\s?[”“»«"]|‘([^‘’]{3,200})’|(?<![\p{L}\p{N}])'([^']{3,200})'(?![\p{L}\p{N}])/gu;

/** Names the quoted words of a sentence that no text holds. */
export function compareQuotes(sentence: string, texts: readonly string[]): string | undefined {
  const quoted = [...sentence.matchAll(QUOTED)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? "",
  );
  if (quoted.length === 0) return undefined;
  const all = squeezed(texts.map((text) => plainText(text)).join("\n"));
  const foreign = quoted.find((words) => !all.includes(squeezed(words)));
  return foreign === undefined
    ? undefined
    : `The cited passages do not hold the words “${foreign}”.`;
}

/** Words alone: neither case nor marks nor white space decide whether words were said. */
function squeezed(text: string): string {
  return ` ${(fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(" ")} `;
}
