import { expect, onTestFinished, test } from "vitest";
import { notion } from "../../connectors/notion/index.ts";
import { addSource } from "../../src/sources/add-source.ts";
import { auditSource } from "../../src/sources/audit-source.ts";
import { previewSource } from "../../src/sources/preview-source.ts";
import { setRootAudience } from "../../src/sources/readers/root-audience.ts";
import { setSourceSecret } from "../../src/sources/secrets/source-secret.ts";
import { seedCompany } from "../counterparts/notion/seeds/seed-company.ts";
import { startNotionCounterpart } from "../counterparts/notion/start-notion-counterpart.ts";
import { openSourcesWorld } from "./sources-world.ts";

async function openNotion() {
  const counterpart = await startNotionCounterpart();
  onTestFinished(() => counterpart.close());
  const ids = seedCompany(counterpart.world.workspace);
  const sources = await openSourcesWorld([notion]);
  const settings = { apiUrl: counterpart.apiUrl, requestsPerMinute: "100000" };
  return {
    ...sources,
    ids,
    world: counterpart.world,
    wiki: (change: object = {}) =>
      sources.request({ name: "wiki", kind: "notion", settings, secret: "ntn_test", ...change }),
  };
}

test("a source is added with a token that is kept encrypted and shown nowhere", async () => {
  const { deps, wiki, auditLog } = await openNotion();
  const { source, notes } = await addSource(wiki(), "ann", deps);
  expect(notes).toEqual([]);
  expect(source.audience).toBeUndefined();
  expect(JSON.stringify(source)).not.toContain("ntn_test");
  expect(JSON.stringify(await deps.storage.audit.list(10))).not.toContain("ntn_test");
  expect(await deps.secrets.read("wiki")).toBe("ntn_test");
  expect(await auditLog()).toEqual([["ann", "source.added", "wiki"]]);
});

test("from its first moment on a source has its secret", async () => {
  const { deps, wiki } = await openNotion();
  const { sources } = deps.storage;
  const cutShort = async (...[source, sealed]: Parameters<typeof sources.add>) => {
    await sources.add(source, sealed);
    throw new Error("the power went");
  };
  const storage = { ...deps.storage, sources: { ...sources, add: cutShort } };
  await expect(addSource(wiki(), "ann", { ...deps, storage })).rejects.toThrow("the power went");
  expect(await deps.secrets.read("wiki")).toBe("ntn_test");
});

test("the environment may offer the token", async () => {
  const { deps, wiki } = await openNotion();
  const offering = {
    ...deps,
    offeredSecret: (variable: string) => (variable === "NOTION_TOKEN" ? "ntn_test" : undefined),
  };
  await addSource(wiki({ secret: undefined }), "ann", offering);
  expect(await deps.secrets.read("wiki")).toBe("ntn_test");
});

test.each([
  [
    "no token",
    { secret: undefined },
    {},
    /needs the token of the Notion connection.*--secret-file.*NOTION_TOKEN/,
  ],
  ["a wrong token", { secret: "ntn_wrong" }, {}, /Notion does not accept the token/],
  ["no Read content", {}, { content: false }, /may not read content.*Read content/],
])("%s is refused in a sentence, and nothing is kept", async (_, change, allowed, sentence) => {
  const { deps, wiki, world } = await openNotion();
  world.capabilities = { ...world.capabilities, ...allowed };
  await expect(addSource(wiki(change), "ann", deps)).rejects.toThrow(sentence);
  expect(await deps.storage.sources.list()).toEqual([]);
  expect(await deps.secrets.read("wiki")).toBeUndefined();
});

test("what can be done without is named", async () => {
  const { deps, wiki, world, ids } = await openNotion();
  world.capabilities = { content: true, comments: false, users: "none" };
  const { notes } = await addSource(wiki(), "ann", deps);
  expect(notes).toEqual([
    expect.stringMatching(/^Read comments is missing/),
    expect.stringMatching(/^Read user information is missing/),
  ]);
  world.workspace.setAccess(ids.handbook, "inherit");
  world.workspace.setAccess(ids.board, "inherit");
  const empty = await addSource(wiki({ name: "empty" }), "ann", deps);
  expect(empty.notes[0]).toMatch(/^No page is shared with the connection yet/);
  expect(empty.notes.slice(1)).toEqual(notes);
  world.capabilities = { content: true, comments: true, users: "names" };
  expect((await addSource(wiki({ name: "able" }), "ann", deps)).notes).toHaveLength(1);
});

test("a dry run counts without reading a page, and tells who could read what", async () => {
  const { deps, wiki, world, ids, signal } = await openNotion();
  const settings = {
    ...wiki().settings,
    audiences: JSON.stringify({ [ids.handbook]: ["everyone"] }),
  };
  const preview = await previewSource(wiki({ settings }), deps, signal);
  expect(preview).toMatchObject({
    kinds: { page: 4, row: 2, "data-source": 1 },
    readers: [
      { principals: ["everyone"], documents: 6 },
      { principals: [], documents: 1 },
    ],
    failures: [],
  });
  // Five of seven: which ones is up to the order of pages made in the same minute.
  expect(new Set(preview.sampleTitles).size).toBe(5);
  expect(preview.sampleTitles).not.toContain("Not shared");
  expect(world.requests.filter(({ path }) => path.endsWith("/children"))).toEqual([]);
  expect(await deps.storage.sources.list()).toEqual([]);
  expect(await deps.secrets.read("wiki")).toBeUndefined();
});

test("nobody reads a page before its root is mapped; the nearest root counts", async () => {
  const { deps, wiki, ids, sync, readableTo } = await openNotion();
  await addSource(wiki(), "ann", deps);
  await sync("wiki");
  expect(await readableTo("everyone", "public", "group:board")).toEqual([]);
  const link = `https://www.notion.so/Handbook-${ids.handbook.replaceAll("-", "")}?pvs=4`;
  expect(await setRootAudience("wiki", link, ["everyone"], "ann", deps)).toEqual({
    root: ids.handbook,
    title: "Handbook",
    audience: ["everyone"],
    notes: [],
  });
  await setRootAudience("wiki", ids.leave, ["group:people"], "ann", deps);
  await sync("wiki");
  expect(await readableTo("group:people")).toEqual([ids.leave]);
  const toEveryone = await readableTo("everyone");
  expect(toEveryone).toHaveLength(5);
  expect(toEveryone).not.toContain(ids.board);
  await setRootAudience("wiki", ids.leave, ["nobody"], "ann", deps);
  await sync("wiki");
  expect(await readableTo("group:people", "everyone")).toHaveLength(5);
  await setRootAudience("wiki", ids.leave, ["inherit"], "ann", deps);
  await sync("wiki");
  expect(await readableTo("everyone")).toContain(ids.leave);
});

test("a database is a root under its own id, and typed roots are replaced", async () => {
  const { deps, wiki, world, ids, sync, readableTo } = await openNotion();
  const source = world.workspace.get(ids.dataSourceId, "data_source");
  const link = `https://www.notion.so/${source.databaseId.replaceAll("-", "")}?v=1`;
  const settings = { ...wiki().settings, audiences: JSON.stringify({ [link]: ["group:buyers"] }) };
  await addSource(wiki({ settings }), "ann", deps);
  await sync("wiki");
  expect(await readableTo("group:buyers")).toHaveLength(3);
  await setRootAudience("wiki", source.databaseId, ["group:others"], "ann", deps);
  await sync("wiki");
  expect(await readableTo("group:buyers")).toEqual([]);
  expect(await readableTo("group:others")).toHaveLength(3);
});

test.each([
  ["no id", "Handbook", ["everyone"], '"Handbook" is no root of wiki'],
  ["a bad principal", "", ["staff"], '"staff" is not a principal'],
])("a root with %s is refused", async (_, root, readers, sentence) => {
  const { deps, wiki, ids } = await openNotion();
  await addSource(wiki(), "ann", deps);
  const setting = setRootAudience("wiki", root || ids.leave, readers, "ann", deps);
  await expect(setting).rejects.toThrow(sentence);
});

test("a token that expired is replaced by one that works, and by no other", async () => {
  const { deps, wiki, world, sync } = await openNotion();
  await addSource(wiki(), "ann", deps);
  await sync("wiki");
  world.token = "ntn_renewed";
  const failed = await sync("wiki");
  expect(failed.error).toMatch(/sources secret/);
  await expect(setSourceSecret("wiki", "ntn_wrong", "ann", deps)).rejects.toThrow(
    "does not accept",
  );
  expect(await deps.secrets.read("wiki")).toBe("ntn_test");
  expect(await setSourceSecret("wiki", "ntn_renewed", "ann", deps)).toEqual([]);
  expect((await sync("wiki")).error).toBeUndefined();
});

test("an audit of what was just synced finds no difference, and finds each that comes", async () => {
  const { deps, wiki, world, ids, sync, signal } = await openNotion();
  world.workspace.advance(10 * 60_000);
  await addSource(wiki(), "ann", deps);
  await sync("wiki");
  const start = world.requests.length;
  const audit = await auditSource("wiki", deps, signal);
  expect(audit.differences).toEqual([]);
  expect(audit.kinds.page).toEqual({ source: 4, index: 4 });
  const reads = world.requests.slice(start).filter(({ path }) => path.endsWith("/children"));
  expect(reads).toEqual([]);
  const { workspace } = world;
  const added = workspace.createPage({ title: "Added", parentId: ids.handbook });
  workspace.setAccess(ids.board, "restricted");
  workspace.rename(ids.leave, "Leave");
  const after = await auditSource("wiki", deps, signal);
  expect(after.differences).toEqual(
    expect.arrayContaining([
      { documentId: added, problem: "missing" },
      { documentId: ids.board, problem: "extra" },
      { documentId: ids.leave, problem: "stale" },
    ]),
  );
});
