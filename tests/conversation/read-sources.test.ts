import { expect, test } from "vitest";
import { type Audience, EVERYONE } from "../../src/access/audience.ts";
import type { Evidence } from "../../src/answer/answer.ts";
import type { App } from "../../src/app.ts";
import { answerDirectly } from "../../src/conversation/answer-directly.ts";
import {
  readCitation,
  readEvidence,
  readStatus,
  staleCitations,
} from "../../src/conversation/read-sources.ts";
import { addSource } from "../../src/sources/add-source.ts";
import { syncNamedSource } from "../../src/sources/syncing/sync-named-source.ts";
import { openApp, syncFiles } from "../support/open-app.ts";
import { temporaryFolder, writeFiles } from "../support/temporary-folder.ts";

const LEAVE =
  "# Annual leave\n\nEvery employee gets 28 days of annual leave per year. Unused days expire on 31 March.\n";
const FINANCE: Audience = [["everyone", "group:finance"]];

const readDeps = (app: App) => ({
  ...app,
  accessLists: app.answering.accessLists,
  servingEmbedder: app.answering.servingEmbedder,
  samplePrompts: ["A sample?"],
});

test("status counts and names only what this audience may read", async () => {
  const app = await openApp();
  const pages = { "leave.md": LEAVE, "finance/bonus.md": "# Bonus pool\n\nIt is large.\n" };
  await syncFiles(app, { ...pages, "_access.yaml": "finance/**: [group:finance]\n" });
  const path = writeFiles(temporaryFolder(), { "merger.md": "# Merger\n\nIt is secret.\n" });
  const board = { kind: "files", name: "board", settings: { path }, audience: ["group:finance"] };
  await addSource(board, "test", app.administering);
  const signal = new AbortController().signal;
  await syncNamedSource("board", { wait: true, signal }, app.administering);

  const member = await readStatus(EVERYONE, readDeps(app));
  expect(member.sources).toMatchObject([{ name: "handbook", documents: 1, passages: 1 }]);
  expect(member.suggestedPrompts).toEqual([expect.stringMatching(/know about Annual leave\?$/)]);
  const finance = await readStatus(FINANCE, readDeps(app));
  expect(finance.sources.map(({ name, documents }) => `${name} ${documents}`).sort()).toEqual([
    "board 1",
    "handbook 2",
  ]);
});

test("a source that is still empty is shown to everyone", async () => {
  const app = await openApp();
  await syncFiles(app, {});
  const { sources } = await readStatus(EVERYONE, readDeps(app));
  expect(sources).toMatchObject([{ name: "handbook", documents: 0 }]);
});

test("a citation tells that its text has changed, and shows nothing once it may not be read", async () => {
  const app = await openApp();
  const folder = await syncFiles(app, { "leave.md": LEAVE });
  const text = "How many days of annual leave do I get?";
  const answer = await answerDirectly("a1", { text, audience: EVERYONE, history: [] }, app);
  const [citation] = answer.citations;
  if (citation === undefined) throw new Error("no citation");
  const read = () => readCitation(citation, EVERYONE, readDeps(app));
  const stale = () => staleCitations(answer, EVERYONE, readDeps(app));
  expect(await read()).toMatchObject({ changedSince: false, removed: false });
  expect(await stale()).toEqual([]);

  // Something else on the page is no change of what was cited.
  await syncFiles(app, { "leave.md": `${LEAVE}\nAsk the people team.\n` }, folder);
  expect(await stale()).toEqual([]);
  await syncFiles(app, { "leave.md": LEAVE.replace("28", "31") }, folder);
  expect(await stale()).toEqual([1]);
  const changed = await read();
  expect(changed).toMatchObject({ changedSince: true, removed: false });
  expect(changed.passageText).toContain("28 days");

  await syncFiles(app, { "_access.yaml": "leave.md: [group:finance]\n" }, folder);
  expect(await read()).toMatchObject({ removed: true, quote: "", passageText: "" });
  expect(JSON.stringify(await read())).not.toContain("28 days");
});

test("how an answer came about names no document that may not be read any more", async () => {
  const app = await openApp();
  const pages = {
    "leave.md": LEAVE,
    "sick.md": "# Sick leave\n\nEvery employee tells the lead.\n",
  };
  const folder = await syncFiles(app, pages);
  const text = "How many days of annual leave does every employee get?";
  await answerDirectly("a1", { text, audience: EVERYONE, history: [] }, app);
  const { evidence } = (await app.storage.answers.get("a1")) ?? {};
  const left = [{ text: "Every employee gets leave.", reason: "It is not said." }];
  const read = () =>
    readEvidence({ ...(evidence as Evidence), dropped: left }, EVERYONE, readDeps(app));
  const titles = async () => (await read()).considered.map(({ title }) => title).sort();
  expect(await titles()).toEqual(["Annual leave", "Sick leave"]);
  expect((await read()).dropped).toEqual(left);
  await syncFiles(app, { "_access.yaml": "leave.md: [group:finance]\n" }, folder);
  expect(await titles()).toEqual(["Sick leave"]);
  expect((await read()).dropped).toEqual([]);
});
