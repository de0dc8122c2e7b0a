import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";
import { round } from "./ranking-metrics.ts";
import { readJsonLines } from "./read-dataset.ts";
import { EvaluationError } from "./workspace.ts";

export interface ExtractionReport {
  kinds: Record<string, KindReport>;
}

interface KindReport {
  files: number;
  /** Mean over all files of the kind; one that failed counts as 0. */
  wordRecall: number;
  failed: { file: string; reason: string }[];
}

/** A document's text by its bytes and name; throws with the reason when it cannot be read. */
export type ExtractDocument = (
  bytes: Buffer,
  fileName: string,
) => Promise<{ title?: string | undefined; markdown: string }>;

const lineSchema = z.object({
  file: z.string(),
  kind: z.string(),
  expected_markdown: z.string(),
});

/** Reads each document of a manifest and counts the expected words that its text holds. */
export async function evaluateExtraction(
  directory: string,
  extract: ExtractDocument,
  onFile?: (result: { file: string; wordRecall: number; missing: string[] }) => void,
): Promise<ExtractionReport> {
  const kinds: Record<string, KindReport> = {};
  for (const line of await readJsonLines(join(directory, "manifest.jsonl"), lineSchema)) {
    const expected = await readDataFile(join(directory, line.expected_markdown));
    const bytes = await readDataFile(join(directory, line.file));
    kinds[line.kind] ??= { files: 0, wordRecall: 0, failed: [] };
    const kind = kinds[line.kind] as KindReport;
    kind.files += 1;
    try {
      const { title = "", markdown } = await extract(bytes, basename(line.file));
      const found = compareWords(expected.toString("utf8"), `${title}\n${markdown}`);
      kind.wordRecall += found.recall;
      onFile?.({ file: line.file, wordRecall: round(found.recall), missing: found.missing });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      kind.failed.push({ file: line.file, reason });
      onFile?.({ file: line.file, wordRecall: 0, missing: [] });
    }
  }
  for (const kind of Object.values(kinds)) kind.wordRecall = round(kind.wordRecall / kind.files);
  return { kinds };
}

/** Each expected word must be found as often as it is expected; order and marks do not count. */
export function compareWords(
  expected: string,
  found: string,
): { recall: number; missing: string[] } {
  const counts = new Map<string, number>();
  for (const word of wordsOf(found)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = wordsOf(expected);
  const missing = words.filter((word) => {
    const left = counts.get(word) ?? 0;
    counts.set(word, left - 1);
    return left <= 0;
  });
  return { recall: words.length === 0 ? 1 : 1 - missing.length / words.length, missing };
}

/** The words that a reader of the Markdown sees, whatever their case and marks. */
function wordsOf(markdown: string): string[] {
  const visible = markdown
    .replaceAll(/<!--[\s\S]*?-->/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
  return (
    visible
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  );
}

async function readDataFile(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new EvaluationError(`${file} cannot be read; this evaluation needs it.`, {
      cause: error,
    });
  }
}
