import { expect, test } from "vitest";
import { parseDate } from "../../../connectors/shared/parse-date.ts";
import { parseReaders } from "../../../connectors/shared/principals.ts";
import { splitLines } from "../../../connectors/shared/split-lines.ts";

test.each([
  ["2026-01-08", "2026-01-08T00:00:00.000Z"],
  ["2026/1/8", "2026-01-08T00:00:00.000Z"],
  ["2026-01-08T10:00:00+02:00", "2026-01-08T08:00:00.000Z"],
  ["2026-01-08 10:00:00 +0200", "2026-01-08T08:00:00.000Z"],
  ["2026-01-08 10:00", "2026-01-08T10:00:00.000Z"],
  ["8 January 2026", "2026-01-08T00:00:00.000Z"],
  ["January 8th, 2026", "2026-01-08T00:00:00.000Z"],
  ["2026-02-31", undefined],
  ["soon 1", undefined],
  ["", undefined],
  [20260108, undefined],
])("the date %j is %j", (text, iso) => {
  expect(parseDate(text)).toBe(iso);
});

test("readers come in one spelling; one bad one spoils the list", () => {
  expect(parseReaders(["group:b", "user:A@X.example", "group:b"])).toEqual({
    readers: ["group:b", "user:a@x.example"],
  });
  expect(parseReaders([])).toEqual({ readers: [] });
  for (const bad of [["group:a", "Group:b"], ["group:a b"], [null], [undefined], {}, undefined]) {
    expect(parseReaders(bad)).toHaveProperty("problem");
  }
});

test("lines are cut wherever the chunks are, and long ones are skipped without being held", async () => {
  const text = "one\nzwölf\n\nlonger than ten\nend";
  for (let size = 1; size <= 12; size += 1) {
    const lines = await Array.fromAsync(splitLines(chunksOf(Buffer.from(text), size), 10));
    expect(lines.map(({ number, bytes }) => [number, bytes?.toString()])).toEqual([
      [1, "one"],
      [2, "zwölf"],
      [3, ""],
      [4, undefined],
      [5, "end"],
    ]);
  }
});

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
