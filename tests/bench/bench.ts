import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { buildIndexes } from "./build-indexes.ts";
import type { AnsweringReport } from "./measure-answering.ts";
import type { EmbeddingFigures } from "./measure-embedding.ts";
import type { SearchFigures } from "./measure-search.ts";
import type { SyncFigures } from "./measure-sync.ts";
import type { Timings } from "./timings.ts";

const { quick } = parseArgs({ options: { quick: { type: "boolean", default: false } } }).values;
const folder = mkdtempSync(join(tmpdir(), "footnote-bench-"));

/** One line of the table: Footnote, the baseline, and how many times better Footnote is. */
type Row = [measure: string, footnote: string, baseline: string, ratio: string];
const rows: Row[] = [];

try {
  for (const passages of quick ? [10_000] : [10_000, 100_000]) await benchSize(passages);
  await benchSync();
  await benchEmbedding();
  await benchAnswering();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
printTable();

async function benchSize(passages: number): Promise<void> {
  const size = passages.toLocaleString("en");
  console.error(`Building indexes of ${size} passages…`);
  const file = join(folder, `footnote-${passages}.sqlite`);
  const plainFile = join(folder, `plain-${passages}.sqlite`);
  const rates = await buildIndexes(file, plainFile, passages);
  addRate(`${size}: ingest, keywords`, rates.footnote, rates.plain);
  addRate(`${size}: ingest, ready vectors`, rates.footnoteVectors, rates.plainVectors);
  for (const readable of ["one-in-ten", "all"]) {
    console.error(`Searching ${size} passages, ${readable} readable…`);
    const label = `${size}: ${readable.replaceAll("-", " ")} readable`;
    const own = await inChild<SearchFigures>("measure-search.ts", [
      "footnote",
      file,
      "100",
      readable,
    ]);
    // Brute force takes seconds a query: a few of them say enough.
    const plain = await inChild<SearchFigures>("measure-search.ts", [
      "plain",
      plainFile,
      "15",
      readable,
    ]);
    addTimings(`${label}, hybrid`, own.hybrid, plain.hybrid);
    addTimings(`${label}, keyword only`, own.keyword, plain.keyword);
    addTimings(`${label}, vector only`, own.vector, plain.vector);
    if (readable === "all") {
      add(`${size}: open to first answer, ms`, own.firstSearchMs, plain.firstSearchMs, true);
      add(`${size}: memory while searching, MB`, own.megabytes, plain.megabytes, true);
    }
  }
}

async function benchSync(): Promise<void> {
  console.error("Syncing a folder…");
  const own = await inChild<SyncFigures>("measure-sync.ts", [join(folder, "sync"), "1000"]);
  add("first sync without vectors, pages/s", own.first, own.readAndHash, false);
  add("sync of an unchanged folder, pages/s", own.unchanged, own.readAndHash, false);
  add("cold start to first page, ms", own.coldStartMs, own.bareServerMs, true);
}

async function benchEmbedding(): Promise<void> {
  console.error("Embedding…");
  const own = await inChild<EmbeddingFigures>("measure-embedding.ts", [
    join(folder, "embedding.sqlite"),
    "12",
  ]);
  rows.push(["ingest with the local embedder, passages/s", own.ingestRate.toFixed(1), "", ""]);
  rows.push(["vector of a question, ms p50 / p95", showTimings(own.question), "", ""]);
  rows.push(["memory while embedding, MB", own.megabytes.toFixed(0), "", ""]);
}

async function benchAnswering(): Promise<void> {
  console.error("Answering with a language model…");
  const own = await inChild<AnsweringReport>("measure-answering.ts", [join(folder, "answering")]);
  for (const [label, figures] of [
    ["one at a time", own.alone],
    ["20 people", own.twentyAtOnce],
    ["20 in one instant", own.burst],
  ] as const) {
    rows.push([`${label}: sentence visible, ms p50 / p95`, showTimings(figures.visible), "", ""]);
    rows.push([`${label}: all but the model, ms p50 / p95`, showTimings(figures.ownWork), "", ""]);
  }
}

async function inChild<Figures>(script: string, args: string[]): Promise<Figures> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const quiet = "--disable-warning=ExperimentalWarning";
  const { stdout } = await promisify(execFile)(process.execPath, [quiet, path, ...args]);
  return JSON.parse(stdout);
}

function addTimings(measure: string, own: Timings, baseline: Timings): void {
  const ratio = `${(baseline.p50 / own.p50).toFixed(1)} x`;
  rows.push([`${measure}, ms p50 / p95`, showTimings(own), showTimings(baseline), ratio]);
}

function addRate(measure: string, own: number, baseline: number): void {
  add(`${measure}, passages/s`, own, baseline, false);
}

function add(measure: string, own: number, baseline: number, lessIsBetter: boolean): void {
  const ratio = lessIsBetter ? baseline / own : own / baseline;
  rows.push([measure, own.toFixed(0), baseline.toFixed(0), `${ratio.toFixed(1)} x`]);
}

function showTimings({ p50, p95 }: Timings): string {
  return `${p50.toFixed(1)} / ${p95.toFixed(1)}`;
}

function printTable(): void {
  const table: Row[] = [["", "Footnote", "baseline", "better by"], ...rows];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of table) {
    console.log(
      row
        .map((cell, at) =>
          at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
        )
        .join("  "),
    );
  }
  console.log(
    "\nBaselines, on the same data: FTS5 joined with the passages, cosines by brute force in SQL; for the sync, reading and hashing the files; for the start, a bare HTTP server.",
  );
}
