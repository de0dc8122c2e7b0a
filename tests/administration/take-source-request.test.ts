import { expect, test } from "vitest";
import { offerSecret } from "../../src/administration/setup/offer-secret.ts";
import { takeSourceRequest } from "../../src/administration/setup/take-source-request.ts";
import { tellSourceReady } from "../../src/administration/setup/tell-source-ready.ts";
import { addSource } from "../../src/sources/add-source.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { ADMIN, openDoorWorld, WISH, WORKSPACE } from "./door-world.ts";
import { openPages } from "./pages.ts";
import { SECRET } from "./setup-world.ts";

const schedule = { schedule: "on-demand" };
const requested = (kind: string, values: Record<string, string>, source?: string) => ({
  type: "source-requested" as const,
  by: ADMIN,
  workspaceId: WORKSPACE,
  target: { kind, source },
  values: { ...schedule, ...values },
});

test("a form that comes again, also after a crash, adds and says nothing twice", async () => {
  const { app, chat, deps, server } = await openDoorWorld();
  const files = requested("files", { name: "docs", "set:path": temporaryFolder("docs") });
  await takeSourceRequest("modal:V1", files, deps);
  await takeSourceRequest("modal:V1", files, deps);
  // Added, and then the process was killed before anybody was told.
  chat.remove(chat.messages()[0]?.id ?? "");
  await takeSourceRequest("modal:V1", files, deps);
  expect(chat.messages().map(({ text }) => text)).toEqual([
    expect.stringContaining("docs is added, and is read for the first time now."),
  ]);
  const actions = (await app.storage.audit.list(10)).map(({ action }) => action);
  expect(actions).toEqual(["source.sync-requested", "source.added"]);

  const wiki = requested("notion", { name: "wiki" });
  await takeSourceRequest("modal:V2", wiki, deps);
  const link = /\/setup\/[\w-]{43}/.exec(chat.messages().at(-1)?.text ?? "")?.[0] ?? "";
  await takeSourceRequest("modal:V2", wiki, deps);
  // The message was sent, and then the process was killed before that was noted.
  deps.storage.setupLinks.wasTold = async () => false;
  await takeSourceRequest("modal:V2", wiki, deps);
  expect(chat.messages()).toHaveLength(2);
  const done = await openPages().post(server.url + link, { secret: SECRET });
  expect(done.status).toBe(200);
  await takeSourceRequest("modal:V2", wiki, deps);
  expect(chat.messages()).toHaveLength(2);
});

test("whoever lost the right before the form was taken is refused", async () => {
  const { app, chat, deps } = await openDoorWorld();
  chat.people.set(ADMIN, ["everyone"]);
  await takeSourceRequest("modal:V1", requested("notion", { name: "wiki" }), deps);
  expect(chat.messages()[0]?.text).toContain("Only admins");
  expect(await app.storage.setupLinks.wasTold("modal:V1")).toBe(false);
});

test("a source whose adding was cut off before it was said gets its secret all the same", async () => {
  const { app, deps, link, kept } = await openDoorWorld();
  const url = await link();
  const { type: _, ...request } = WISH;
  await addSource({ ...request, secret: SECRET }, ADMIN, app.administering);
  expect((await openPages().post(url, { secret: SECRET })).status).toBe(200);
  expect(kept).toMatchObject([{ event: { isNew: true } }]);
  const taken = await link({ ...WISH, settings: { comments: "all" } });
  const refused = await openPages().post(taken, { secret: SECRET });
  expect(await refused.text()).toContain("There is a source &quot;wiki&quot; already");
  expect(deps.storage).toBe(app.storage);
});

test("another secret is offered to one person alone, and its source's state is told", async () => {
  const { app, chat, deps } = await openDoorWorld();
  const by = { person: ADMIN, workspaceId: WORKSPACE };
  const { type: _, ...request } = WISH;
  await addSource({ ...request, secret: SECRET }, "test", app.administering);
  const reply = await offerSecret("wiki", by, "command:1", deps);
  await offerSecret("wiki", by, "command:1", deps);
  expect(JSON.stringify(reply)).not.toContain("/setup/");
  expect(chat.messages()).toMatchObject([{ onlyTo: ADMIN }]);
  expect(chat.messages()[0]?.text).toContain("/setup/");
  await expect(offerSecret("nothing", by, "command:2", deps)).rejects.toThrow("no source");
  const settings = { path: temporaryFolder("docs") };
  await addSource({ name: "docs", kind: "files", settings }, "test", app.administering);
  await expect(offerSecret("docs", by, "command:3", deps)).rejects.toThrow("has no secret");
  const ready = {
    type: "source-ready",
    by: ADMIN,
    workspaceId: WORKSPACE,
    source: "wiki",
  } as const;
  await tellSourceReady("setup:1", { ...ready, isNew: false, notes: ["A note."] }, deps);
  expect(chat.messages().at(-1)?.text).toMatch(
    /wiki has a new secret.*A note\..*sources sync wiki/,
  );
  await app.storage.sources.remove("wiki");
  await tellSourceReady("setup:2", { ...ready, isNew: true, notes: [] }, deps);
  expect(chat.messages()).toHaveLength(2);
});
