import { rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addFiles, filesConnector, folderOf, readFolder } from "./files-fixture.ts";

test("what has the same bytes is unchanged, whatever its time says", async () => {
  const folder = await folderOf({ "a.md": "A", "b.html": "<p>B</p>", "c.csv": "x,y\n1,2" });
  const first = await readFolder(folder);
  const known = (id: string) => first.documents.get(id)?.fingerprint;
  await utimes(join(folder, "b.html"), new Date(), new Date());
  await addFiles(folder, { "a.md": "A2", "d.md": "D" });
  await rm(join(folder, "c.csv"));
  const second = await readFolder(folder, {}, known);
  expect([...second.documents.keys()]).toEqual(["a.md", "d.md"]);
  expect([...second.unchanged.keys()]).toEqual(["b.html"]);
});

test("a new baseUrl makes documents new, because their address is", async () => {
  const folder = await folderOf({ "a.md": "A" });
  const first = await readFolder(folder, { baseUrl: "https://one.example" });
  const known = (id: string) => first.documents.get(id)?.fingerprint;
  const again = await readFolder(folder, { baseUrl: "https://one.example" }, known);
  const moved = await readFolder(folder, { baseUrl: "https://two.example" }, known);
  expect(again.documents.size).toBe(0);
  expect(moved.documents.get("a.md")?.url).toBe("https://two.example/a.md");
});

test("an abort ends a long file in the middle", async () => {
  const lines = Array.from({ length: 5000 }, (_, i) => JSON.stringify({ _id: `${i}`, text: "x" }));
  const folder = await folderOf({ "many.jsonl": lines.join("\n") });
  const abort = new AbortController();
  let count = 0;
  const reading = (async () => {
    const request = { cursor: undefined, knownFingerprint: () => undefined, signal: abort.signal };
    for await (const _ of filesConnector(folder).changes(request)) {
      count += 1;
      if (count === 10) abort.abort(new Error("stop"));
    }
  })();
  await expect(reading).rejects.toThrow("stop");
  expect(count).toBe(10);
});
