import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { addSource } from "../../src/sources/add-source.ts";
import { syncNamedSource } from "../../src/sources/syncing/sync-named-source.ts";
import { createCorpus } from "./synthetic-corpus.ts";

/** Writes pages of made-up text into a folder; returns their titles. */
export function writePages(folder: string, count: number): string[] {
  const corpus = createCorpus(5);
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: count }, (_, at) => {
    const { title, passages } = corpus.document(at);
    const sections = passages
      .slice(0, 5)
      .map(({ headings, text }) => `## ${headings[0]}\n\n${inSentences(text)}`);
    writeFileSync(join(folder, `page-${at}.md`), `# ${title}\n\n${sections.join("\n\n")}\n`);
    return title;
  });
}

const WORDS_A_SENTENCE = 14;

function inSentences(text: string): string {
  const words = text.split(" ");
  const sentences = [];
  for (let at = 0; at < words.length; at += WORDS_A_SENTENCE) {
    const [first = "", ...rest] = words.slice(at, at + WORDS_A_SENTENCE);
    sentences.push(`${[first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(" ")}.`);
  }
  return sentences.join(" ");
}

/** The same, synced into the data folder of an environment, without vectors. */
export async function writeSyntheticPages(
  folder: string,
  count: number,
  environment: Record<string, string>,
): Promise<string[]> {
  const path = join(folder, "docs");
  const titles = writePages(path, count);
  const config = readConfig({ logLevel: "error" }, environment);
  const app = await createApp({ ...config, embedder: { kind: "none" } });
  const source = { kind: "files", name: "bench", settings: { path } };
  await addSource(source, "bench", app.administering);
  const options = { wait: false, signal: new AbortController().signal };
  await syncNamedSource("bench", options, app.administering);
  await app.close();
  return titles;
}
