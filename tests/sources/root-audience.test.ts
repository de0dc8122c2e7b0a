import { expect, onTestFinished, test } from "vitest";
import { notion } from "../../connectors/notion/index.ts";
import { describeNoPrincipal } from "../../src/access/describe-no-principal.ts";
import { addSource } from "../../src/sources/add-source.ts";
import { changeSource } from "../../src/sources/change-source.ts";
import { setRootAudience } from "../../src/sources/readers/root-audience.ts";
import { setSourceAudience } from "../../src/sources/readers/source-audience.ts";
import { makeWorkspace } from "../connectors/notion/notion-fixture.ts";
import { openSourcesWorld } from "./sources-world.ts";

async function openWiki() {
  const opened = await makeWorkspace();
  const { counterpart, world } = opened;
  onTestFinished(() => counterpart.close().catch(() => undefined));
  const sources = await openSourcesWorld([notion]);
  const settings = { apiUrl: counterpart.apiUrl, requestsPerMinute: "1000000", timeoutMs: "2000" };
  const request = sources.request({ name: "wiki", kind: "notion", settings, secret: world.token });
  await addSource(request, "ann", sources.deps);
  const { deps } = sources;
  return {
    ...opened,
    ...sources,
    request,
    settings,
    set: (root: string, readers = ["everyone"]) =>
      setRootAudience("wiki", root, readers, "ann", deps),
    mapped: async () => (await deps.storage.sources.get("wiki"))?.settings.audiences,
  };
}

/** The same id with another letter in front, where those of the counterpart are alike. */
function mistyped(id: string): string {
  return `b${id.slice(1)}`;
}

test("each kind of root that the source has is taken, synced or not", async () => {
  const { set, rootId, databaseId, dataSourceId, rowIds } = await openWiki();
  expect(await set(rootId)).toEqual({
    root: rootId,
    title: "Handbook",
    audience: ["everyone"],
    notes: [],
  });
  expect(await set(databaseId)).toMatchObject({ title: "Vendors" });
  expect(await set(dataSourceId)).toMatchObject({ title: "Vendors" });
  expect(await set(rowIds[0] ?? "")).toMatchObject({ title: "Acme Paper" });
});

test("a mistyped root is refused at once, with the one that was meant", async () => {
  const { set, mapped, leaveId } = await openWiki();
  const wrong = mistyped(leaveId);
  await expect(set(wrong)).rejects.toThrow(
    `wiki has no root ${wrong}, or it is not shared with the connection: did you mean "Leave" (${leaveId})?`,
  );
  await expect(set(wrong, ["nobody"])).rejects.toThrow("did you mean");
  await expect(set(wrong, ["inherit"])).rejects.toThrow("did you mean");
  expect(await mapped()).toBeUndefined();
});

test("where none is near, what there is outermost is named", async () => {
  const { set, workspace, rootId } = await openWiki();
  const none = "deadbeef-dead-4eef-8ead-beefdeadbeef";
  await expect(set(none)).rejects.toThrow(`What it has outermost: "Handbook" (${rootId}).`);
  workspace.setAccess(rootId, "restricted");
  await expect(set(none)).rejects.toThrow("nothing is: share it first.");
});

test("a page that is not shared itself is a root of those below it", async () => {
  const { set, workspace } = await openWiki();
  const hidden = workspace.createPage({ title: "Board", access: "restricted" });
  workspace.createPage({ title: "Minutes", parentId: hidden, access: "shared" });
  expect(await set(hidden)).toMatchObject({ root: hidden, title: undefined, notes: [] });
});

test("a source that is away is believed, and that is said", async () => {
  const { set, mapped, world, counterpart, rootId } = await openWiki();
  world.token = "ntn_another";
  expect((await set(rootId)).notes).toEqual([
    expect.stringMatching(/^Whether wiki has .* could not be asked: Notion does not accept/),
  ]);
  await counterpart.close();
  const { notes } = await set(rootId, ["group:staff"]);
  expect(notes).toEqual([
    expect.stringContaining("could not be asked: Notion could not be reached"),
  ]);
  expect(JSON.parse((await mapped()) ?? "")).toEqual({ [rootId]: ["group:staff"] });
}, 30_000);

test("what is mapped is taken back, though it is gone", async () => {
  const { set, mapped, workspace, leaveId } = await openWiki();
  await set(leaveId);
  workspace.destroy(leaveId);
  await expect(set(leaveId, ["group:staff"])).rejects.toThrow("wiki has no root");
  await set(leaveId, ["inherit"]);
  expect(await mapped()).toBe("{}");
});

test("roots typed into the setting are looked for as well", async () => {
  const { deps, request, settings, leaveId, rootId } = await openWiki();
  const audiences = JSON.stringify({ [mistyped(leaveId)]: ["everyone"] });
  const change = { settings: { audiences } };
  await expect(changeSource("wiki", change, "ann", deps)).rejects.toThrow("did you mean");
  const other = { ...request, name: "other", settings: { ...settings, audiences } };
  await expect(addSource(other, "ann", deps)).rejects.toThrow("other has no root");
  const good = { settings: { audiences: JSON.stringify({ [rootId]: ["everyone"] }) } };
  expect((await changeSource("wiki", good, "ann", deps)).changed).toEqual(["audiences"]);
});

test("a name one letter off another that is known is asked about", async () => {
  const { deps, set, rootId } = await openWiki();
  await setSourceAudience("wiki", ["group:finance"], "ann", deps);
  expect((await set(rootId, ["group:finnance"])).notes).toEqual([
    "Nothing was for group:finnance before. Did you mean group:finance?",
  ]);
  expect((await set(rootId, ["group:people", "slack-channel:T1:C2"])).notes).toEqual([]);
});

test.each([
  ["everybody", "everyone"],
  ["Ann@acme.com", "user:ann@acme.com"],
  ["@acme.com", "domain:acme.com"],
  ["Finance", "group:finance"],
])("%s is refused with %s", (typed, meant) => {
  expect(describeNoPrincipal(typed)).toMatch(new RegExp(`Did you mean ${meant}\\?$`));
});
