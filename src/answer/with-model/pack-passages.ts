import type { WriterPassage } from "../../models/models.ts";
import { neutralise, writeAttributes } from "./fence-text.ts";

/**
 * Passages as a prompt holds them, each starting with its `[n]`. Models read the beginning and the
 * end of a long input best, so the strongest stand there: 1, 3, 5, …, 4, 2.
 */
export function packPassages(passages: readonly WriterPassage[]): string {
  const byStrength = passages.toSorted((a, b) => a.n - b.n);
  const odd = byStrength.filter((_, at) => at % 2 === 0);
  const even = byStrength.filter((_, at) => at % 2 === 1);
  return [...odd, ...even.reverse()].map(fencePassage).join("\n");
}

/** Passages cut short, for prompts that need only an idea of them. */
export function shortenPassages(
  passages: readonly WriterPassage[],
  maxPassages: number,
  maxCharacters: number,
): WriterPassage[] {
  return passages
    .slice(0, maxPassages)
    .map((passage) => ({ ...passage, text: passage.text.slice(0, maxCharacters) }));
}

function fencePassage({ n, title, headings, path, updatedAt, text }: WriterPassage): string {
  const attributes = writeAttributes({
    title,
    section: headings.length === 0 ? undefined : headings.join(" > "),
    path,
    updated: updatedAt?.slice(0, 10),
  });
  return `<passage${attributes}>\n[${n}] ${neutralise(text)}\n</passage>`;
}
