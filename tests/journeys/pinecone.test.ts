import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startPineconeCounterpart } from "../counterparts/pinecone/start-pinecone-counterpart.ts";
import { openBrowser } from "../support/browser.ts";
import { createFootnote } from "../support/footnote.ts";
import { writeFiles } from "../support/temporary-folder.ts";
import { HANDBOOK, type ShownAnswer } from "./handbook.ts";

const QUESTION = "How many days of annual leave do I get?";

const counterpart = await startPineconeCounterpart();
const { apiKey, url, world } = counterpart;
const environment = {
  FOOTNOTE_INDEX: "pinecone",
  FOOTNOTE_EMBEDDER: "local",
  PINECONE_API_KEY: apiKey,
  PINECONE_CONTROLLER_URL: url,
  PINECONE_REGION: "eu-west-1",
};
const footnote = createFootnote({ environment });
const { dataDir, folder } = footnote;
afterAll(() => counterpart.close());

const doctor = async (name: string, asIt = footnote) => {
  const { stdout } = await asIt.run("doctor", "--json");
  const { checks } = JSON.parse(stdout) as { checks: { name: string; ok: boolean }[] };
  return checks.find((check) => check.name === name);
};

test("sync, search, ask, backup and doctor with the index at Pinecone", async () => {
  writeFiles(join(folder, "docs"), HANDBOOK);
  await footnote.json("sources", "add", "files", "handbook", "--set", "path=docs");
  const { passages, embedded } = await footnote.json<Record<string, number>>("sync", "handbook");
  expect(embedded).toBe(passages);
  const answer = await footnote.json<ShownAnswer>("ask", QUESTION);
  expect(answer.text).toContain("28 days");
  expect(existsSync(join(dataDir, "index.sqlite"))).toBe(false);
  expect([...world.indexes.values()].map(({ name, region }) => [name, region])).toEqual([
    ["footnote-keywords", "eu-west-1"],
    [expect.stringMatching(/^footnote-[0-9a-f]{12}$/), "eu-west-1"],
  ]);
  expect(await footnote.json("index", "status")).toMatchObject({ index: "pinecone", passages });
  expect(await doctor("pinecone")).toMatchObject({ ok: true });
  await footnote.json("backup", "kept.tgz");
});

test("a move to the file while it serves; the web chat answers from there", async () => {
  const serving = await footnote.serve();
  const browser = openBrowser(serving.url);
  const ask = async () => {
    const { answerId } = await browser.ask(QUESTION);
    const events = await browser.events(answerId);
    return events.find(({ data }) => data.type === "finished")?.data.answer as ShownAnswer;
  };
  expect((await ask()).text).toContain("28 days");
  const moved = await footnote.json<Record<string, number>>("index", "move", "--to", "sqlite");
  expect(moved).toMatchObject({ from: "pinecone", to: "sqlite", copied: moved.passages });
  expect((await ask()).text).toContain("28 days");
  await serving.stop();
  world.requests.length = 0;
  expect((await footnote.json<ShownAnswer>("ask", QUESTION)).text).toContain("28 days");
  expect(world.requests.filter(({ path }) => path === "/query")).toEqual([]);
  expect(await doctor("index")).toMatchObject({
    detail: "at sqlite",
    fix: expect.stringContaining("FOOTNOTE_INDEX=sqlite"),
  });
});

test("a backup from Pinecone is put back, and Pinecone is told again", async () => {
  const { code, stderr } = await footnote.run("restore", "kept.tgz");
  expect(stderr).toBe("");
  expect(code).toBe(0);
  for (const index of world.indexes.values()) index.namespaces.clear();
  const again = await footnote.json("index", "move", "--to", "pinecone");
  expect(again).toMatchObject({ from: "pinecone", to: "pinecone" });
  expect((await footnote.json<ShownAnswer>("ask", QUESTION)).text).toContain("28 days");
  const stored = [...world.indexes.values()].flatMap(({ namespaces }) => [...namespaces.values()]);
  for (const namespace of stored) {
    namespace.show(Date.now() + 10_000);
    expect(namespace.records.size).toBeGreaterThan(0);
  }
  expect(stored).toHaveLength(2);
});

test("what is not configured or refused is said in one sentence, without the key", async () => {
  const without = createFootnote({
    dataDir,
    folder,
    environment: { FOOTNOTE_INDEX: "sqlite", PINECONE_API_KEY: undefined },
  });
  const ended = await without.run("ask", QUESTION);
  expect(ended.code).toBe(1);
  expect(ended.stderr).toBe(
    "The index is at Pinecone, or moves there: set PINECONE_API_KEY to a key of its project.\n",
  );
  const wrong = { ...environment, PINECONE_API_KEY: "another-key-of-somebody" };
  const refused = createFootnote({ dataDir, folder, environment: wrong });
  expect(await doctor("pinecone", refused)).toMatchObject({
    ok: false,
    detail: "Pinecone refuses the key: check PINECONE_API_KEY.",
  });
  const { stderr } = await refused.run("search", "leave");
  expect(stderr).toContain("Pinecone refuses the key: check PINECONE_API_KEY.");
  expect(stderr).not.toContain("another-key");
  expect(await without.run("index", "move", "--to", "paper")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("give sqlite or pinecone"),
  });
});
