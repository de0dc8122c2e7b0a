import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { evaluateExtraction } from "../../../../src/evaluation/evaluate-extraction.ts";
import { readMade } from "./making/read-made.ts";

const DATA = join(import.meta.dirname, "../../../../../shared/data/office-dev");
const OLDER = ["doc", "ppt", "xls"];

test.skipIf(!existsSync(DATA))(
  "nineteen words in twenty of other people's documents are read (skipped: no ../shared)",
  { timeout: 30_000 },
  async () => {
    const { kinds } = await evaluateExtraction(DATA, (bytes, name) => readMade(name, bytes));
    for (const [kind, { wordRecall, failed }] of Object.entries(kinds)) {
      if (OLDER.includes(kind)) {
        expect(failed).toHaveLength(1);
        expect(failed[0]?.reason).toMatch(/97-2003 .*which is not read; save it as \./);
      } else {
        expect(failed, kind).toEqual([]);
        expect(wordRecall, kind).toBeGreaterThanOrEqual(0.95);
      }
    }
    expect(Object.keys(kinds)).toHaveLength(11);
  },
);
