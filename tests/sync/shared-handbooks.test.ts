import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { estimateTokens } from "../../src/sync/passages/estimate-tokens.ts";
import { splitIntoPassages } from "../../src/sync/split-into-passages.ts";
import { lostText } from "./markdown-samples.ts";
import { filesConnector, openWorld } from "./sync-world.ts";

const DATA = fileURLToPath(new URL("../../../shared/data", import.meta.url));
const HANDBOOKS = ["sourcegraph", "civicactions", "clef", "gds-way", "gitlab-ja"];

function shared(name: string): string {
  return join(DATA, name);
}

test.for(HANDBOOKS)("the %s handbook is cut without loss", (name, { skip }) => {
  skip(!existsSync(shared(`handbook-${name}`)), "no ../shared");
  const sizes: number[] = [];
  for (const path of globSync("**/*.md", { cwd: shared(`handbook-${name}`) })) {
    const markdown = readFileSync(join(shared(`handbook-${name}`), path), "utf8");
    const passages = splitIntoPassages(path, markdown);
    expect(lostText(markdown, passages), path).toBe("");
    sizes.push(...passages.map(({ text }) => estimateTokens(text)));
  }
  sizes.sort((a, b) => a - b);
  expect(sizes.at(-1)).toBeLessThanOrEqual(400);
  expect(sizes[Math.floor(sizes.length / 2)]).toBeGreaterThan(200);
});

test("a year of edits to a handbook ends with exactly the right documents", async ({ skip }) => {
  skip(!existsSync(shared("sync-civicactions-dev")), "no ../shared");
  const folder = (when: string) => shared(`sync-civicactions-dev/${when}`);
  const ids = (when: string) => globSync("**/*.md", { cwd: folder(when) }).sort();
  const unchanged = ids("after").filter(
    (id) =>
      existsSync(join(folder("before"), id)) &&
      readFileSync(join(folder("before"), id), "utf8") ===
        readFileSync(join(folder("after"), id), "utf8"),
  );
  const world = await openWorld();
  const before = await world.sync({}, filesConnector(folder("before")));
  expect(before).toMatchObject({ seen: ids("before").length, failed: 0 });
  const old = await world.snapshot();
  const hashes = (state: typeof old) =>
    new Set(state.documents.flatMap((one) => one.indexed.map(([, , hash]) => hash)));

  const after = await world.sync({}, filesConnector(folder("after")));
  expect(after.error).toBeUndefined();
  expect(after).toMatchObject({
    seen: ids("after").length,
    unchanged: unchanged.length,
    changed: ids("after").length - unchanged.length,
    removed: ids("before").filter((id) => !ids("after").includes(id)).length,
    failed: 0,
  });
  const now = await world.snapshot();
  expect(now.documents.map((one) => one.documentId).sort()).toEqual(ids("after"));
  const known = hashes(old);
  expect(after.embedded).toBe([...hashes(now)].filter((hash) => !known.has(hash)).length);
  for (const documentId of unchanged) {
    const same = (one: { documentId: string }) => one.documentId === documentId;
    expect(now.documents.find(same)).toEqual(old.documents.find(same));
  }
  expect(await world.sync({}, filesConnector(folder("after")))).toMatchObject({
    changed: 0,
    embedded: 0,
  });
});
