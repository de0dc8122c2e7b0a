/**
 * A process configured for the next embedder, for tests that kill it: node embedding-process.ts
 * <data> <log>. It embeds and drops until no other embedder has vectors; a line of the log is a text.
 */
import { createHash } from "node:crypto";
import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { embedPassages } from "../../src/sync/embed-passages.ts";
import { openDeps } from "./sync-world.ts";
import { NEXT, textEmbedder } from "./two-embedders.ts";

const [dataDir = "", log = ""] = process.argv.slice(2);
const opened = await openDeps(dataDir);
const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const embedder = textEmbedder(NEXT, {
  delayMs: 8,
  onTexts: (texts) => appendFileSync(log, texts.map((text) => `${hash(text)}\n`).join("")),
});
const { signal } = new AbortController();
do {
  await embedPassages({ ...opened, embedder }, { signal, graceMs: 2_500 });
  await sleep(50);
} while ((await opened.index.embedders()).length > 1);
await opened.close();
