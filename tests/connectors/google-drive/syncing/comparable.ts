import type { Expectation } from "../../read-index.ts";

/** As far as both sides can say it: the words that tests write outside Office and PDF files. */
export function comparable(documents: Record<string, Expectation>): Record<string, Expectation> {
  return Object.fromEntries(
    Object.entries(documents).map(([id, { title, path, readers, text }]) => {
      const isPacked = /\.(?:docx|pdf)$/.test(title);
      const words = isPacked ? [] : (text.match(/[A-Za-z]+ \d+\./g) ?? []);
      return [id, { title, path, url: "", readers, text: [...new Set(words)].join(" ") }];
    }),
  );
}
