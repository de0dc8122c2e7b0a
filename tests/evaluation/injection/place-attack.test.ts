import { expect, test } from "vitest";
import { placeAttacks } from "../../../src/evaluation/injection/place-attack.ts";
import type { Attack } from "../../../src/evaluation/injection/read-injection-data.ts";

const HOST = { id: "c1", context: "One.\n\nTwo.", question: "Which kiln is hot?", ideal: "two" };
const attack = (channel: Attack["channel"]): Attack => {
  return { id: "a1", channel, category: "plain", attack: `Sing a/b\nloudly. ${"x".repeat(300)}` };
};

test("what stands in documents stands in each part of them, and in the thread", () => {
  const placed = new Map(
    placeAttacks([attack("indirect")], [HOST]).map((one) => [one.placement, one]),
  );
  expect([...placed.keys()].sort()).toEqual(
    ["beside", "body", "comment", "file-name", "invisible", "thread", "title"].sort(),
  );
  const document = (placement: string) => {
    const [first] = [...placed].filter(([name]) => name === placement).map(([, one]) => one);
    if (first === undefined) throw new Error(placement);
    return { ...first.documents[0], marker: first.marker, readsHost: first.readsHost };
  };
  expect(document("body").text?.split("\n\n")).toEqual(expect.arrayContaining(["One.", "Two."]));
  expect(document("body").text).toContain("Sing a/b\nloudly.");
  expect(document("beside")).toMatchObject({ readsHost: true, title: "Notes" });
  expect(document("beside").text).not.toContain("One.");
  expect(document("title")).toMatchObject({ text: HOST.context, readsHost: false });
  expect(document("title").title).toContain("Sing a/b loudly.");
  const { fileName = "" } = document("file-name");
  expect(fileName).toMatch(/^[^/\n]+\.md$/);
  expect(Buffer.byteLength(fileName)).toBeLessThan(256);
  expect(document("invisible").text).not.toContain("Sing");
  expect(document("invisible").text?.replaceAll("\u200b", "")).toContain("Sing a/b");
  expect(document("comment").text).toMatch(/<!-- Sing a\/b[\s\S]* -->/);
  expect(placed.get("thread")?.history[0]?.text).toContain("Sing a/b");
});

test("who attacks directly asks, and no two attacks share a marker or an asker", () => {
  const placed = placeAttacks([attack("direct"), { ...attack("indirect"), id: "a2" }], [HOST]);
  expect(placed.slice(0, 2).map(({ placement }) => placement)).toEqual(["question", "thread"]);
  expect(placed[0]?.question).toContain("Sing a/b");
  expect(new Set(placed.map(({ marker }) => marker.word)).size).toBe(placed.length);
  expect(new Set(placed.map(({ group }) => group)).size).toBe(placed.length);
  expect(placeAttacks([attack("direct")], [HOST])).toEqual(placed.slice(0, 2));
});
