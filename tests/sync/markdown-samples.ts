import type { PassageText } from "../../src/vector-index/vector-index.ts";

/**
 * The part of the text that the passages do not say, white space aside; empty when they say it all,
 * in order. Of a further part of a table or of code the repeated first lines do not count.
 */
export function lostText(markdown: string, passages: readonly PassageText[]): string {
  const whole = squeeze(markdown);
  let at = 0;
  for (const { text } of passages) {
    const lines = text.split("\n");
    const part = [0, 1, 2]
      .map((repeated) => squeeze(lines.slice(repeated).join("\n")))
      .find((candidate) => candidate !== "" && whole.startsWith(candidate, at));
    if (part === undefined) break;
    at += part.length;
  }
  return whole.slice(at, at + 200);
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, "");
}

/** Markdown of all sorts, well formed and not; the same seed gives the same text. */
export function randomMarkdown(seed: number): string {
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
  let count = 0;
  const word = () => {
    count += 1;
    return `w${count}${random(9) === 0 ? "." : ""}`;
  };
  const words = (most: number) => Array.from({ length: 1 + random(most) }, word).join(" ");
  const lines = (most: number, line: (index: number) => string) =>
    Array.from({ length: 1 + random(most) }, (_, index) => line(index)).join("\n");
  const blocks = [
    () => `${"#".repeat(1 + random(6))} ${words(6)}`,
    () => words(20 + random(2) * 900),
    () => `${words(5)}:`,
    () => lines(40, () => `${"  ".repeat(random(4))}- ${words(20)}`),
    () => lines(30, (index) => `${index + 1}. ${words(40)}`),
    () => `| ${words(2)} | b |\n| --- | --- |\n${lines(60, () => `| ${words(9)} | ${words(3)} |`)}`,
    () => `\`\`\`js\n${lines(90, () => `  ${words(6)}`)}\n\`\`\``,
    () => `~~~\n${lines(9, () => words(6))}`,
    () => lines(20, () => `> ${words(20)}`),
    () => `<div>\n${words(9)}\n</div>`,
    () => `${words(4)}\n${"=".repeat(1 + random(5))}`,
    () => `${words(300)}\n---`,
    () => `    ${words(9)}\n\t${words(9)}`,
    () => `[${words(1)}]: https://example.org/${words(1)}`,
    () => "字。".repeat(random(500)),
    () => "---",
    () => "",
  ];
  const pick = () => blocks[random(blocks.length)]?.() ?? "";
  return Array.from({ length: random(25) }, pick).join(random(3) === 0 ? "\n" : "\n\n");
}
