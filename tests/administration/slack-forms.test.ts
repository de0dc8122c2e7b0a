import { expect, test } from "vitest";
import { SOURCE_FORM } from "../../src/chat/slack/show/forms/source-form-view.ts";
import { findChannel } from "../counterparts/slack/state/channels.ts";
import { temporaryFolder, writeFiles } from "../support/temporary-folder.ts";
import { ADD_NOTION, openSetupWorld } from "./setup-world.ts";

function folder(): string {
  const path = temporaryFolder("docs");
  writeFiles(path, { "leave.md": "# Leave\n\nTen days.\n" });
  return path;
}

test("a folder is added by the form alone, changed by a button, and said once", async () => {
  const { slack, app, openForm, told, settle } = await openSetupWorld();
  await openForm("adam", "/footnote sources add");
  expect(slack.readModal("adam")).toContain("Where the documents are");
  expect(await slack.people.submit("adam", { kind: "Folder of files" })).toEqual({
    state: "updated",
  });
  const path = folder();
  const wrong = {
    name: "Hand Book",
    "set:path": path,
    "audience.others": "everybody",
    cron: "1 2 * * *",
  };
  const { state, errors } = await slack.people.submit("adam", wrong);
  expect(state).toBe("errors");
  expect(Object.keys(errors ?? {}).sort()).toEqual(["audience.others", "cron", "name"]);
  const readers = { "audience.everyone": ["everyone"], "audience.others": "" };
  const right = { name: "handbook", ...readers, cron: "", schedule: "Only on demand" };
  await slack.people.submit("adam", right, { times: 2 });
  await settle();
  expect(await app.storage.sources.get("handbook")).toMatchObject({
    settings: { path },
    audience: ["everyone"],
    schedule: undefined,
  });
  expect(told("adam").match(/handbook is added, and is read/g)).toHaveLength(1);
  expect(await app.storage.sources.get("handbook")).toMatchObject({
    lastSyncFinishedAt: expect.any(Number),
    lastSyncError: undefined,
  });
  expect(told("adam")).toContain("next on demand");

  const message = findChannel(slack.world, "@adam").messages.at(-1) ?? expect.fail("no message");
  slack.people.click("adam", message, "command:4");
  await slack.settled();
  expect(slack.readModal("adam")).toContain("Change handbook");
  const change = { "set:exclude": "old/**", schedule: "Hourly" };
  expect(await slack.people.submit("adam", change)).toEqual({ state: "closed" });
  await settle();
  expect(await app.storage.sources.get("handbook")).toMatchObject({
    settings: { path, exclude: "old/**" },
    schedule: "0 * * * *",
  });
  expect(told("adam")).toContain("handbook is changed: exclude, schedule.");
  expect(slack.world.complaints).toEqual([]);
}, 20_000);

test("who is no admin gets no form, and what they craft does nothing", async () => {
  const { slack, app, openForm, links, settle } = await openSetupWorld();
  for (const command of ["/footnote sources add", ADD_NOTION, "/footnote sources edit wiki"]) {
    await openForm("amy", command);
    expect(slack.readModal("amy")).toContain("Only admins of Footnote");
    slack.people.closeModal("amy");
  }
  const target = { kind: "files", source: undefined };
  const view = (id: string) => ({
    id,
    callback_id: SOURCE_FORM,
    private_metadata: JSON.stringify(target),
    state: {
      values: {
        name: { name: { type: "plain_text_input", value: "stolen" } },
        "set:path": { "set:path": { type: "plain_text_input", value: folder() } },
        schedule: {
          schedule: { type: "static_select", selected_option: { value: "on-demand" } },
        },
      },
    },
  });
  for (const who of ["amy", "gina", "nora"]) {
    await slack.people.forge(who, "view_submission", { view: view(`V-${who}`) });
  }
  // An admin, but of another workspace.
  const elsewhere = { team: { id: slack.company.partnerTeamId }, view: view("V-elsewhere") };
  await slack.people.forge("nora", "view_submission", elsewhere);
  await slack.people.forge("adam", "view_submission", elsewhere);
  const odd = { ...view("V-odd"), private_metadata: "{" };
  await slack.people.forge("adam", "view_submission", { view: odd });
  const command = { type: "button", action_id: "command:0", value: "sources add files" };
  const container = { type: "message", channel_id: "C1", message_ts: "1.2" };
  await slack.people.forge("amy", "block_actions", { container, actions: [command] });
  await settle();
  expect(slack.readModal("amy")).toContain("Only admins of Footnote");
  expect(await app.storage.sources.list()).toEqual([]);
  expect(links("amy")).toEqual([]);

  await openForm("adam", ADD_NOTION);
  slack.people.changeUser("adam", { kind: "member" });
  expect(await slack.people.submit("adam", { name: "wiki" })).toEqual({ state: "updated" });
  expect(slack.readModal("adam")).toContain("Only admins of Footnote");
  await settle();
  expect(links("adam")).toEqual([]);
}, 20_000);

test("what cannot be is said in the modal, and a name that is taken at its field", async () => {
  const { slack, openForm, app } = await openSetupWorld();
  await openForm("olga", "/footnote sources add dropbox");
  expect(slack.readModal("olga")).toContain('There is no kind of source "dropbox"');
  await openForm("olga", "/footnote sources edit nothing");
  expect(slack.readModal("olga")).toContain('There is no source "nothing"');
  await openForm("olga", "/footnote sources add files");
  const lost = { name: "handbook", "set:path": "/nowhere/at/all" };
  const nowhere = await slack.people.submit("olga", lost);
  expect(nowhere.errors).toEqual({ "set:path": expect.stringContaining("Choose a folder") });
  slack.people.closeModal("olga");
  const settings = { path: folder() };
  const { addSource } = await import("../../src/sources/add-source.ts");
  await addSource({ name: "handbook", kind: "files", settings }, "test", app.administering);
  await openForm("olga", "/footnote sources add files");
  const taken = await slack.people.submit("olga", { name: "handbook", "set:path": folder() });
  expect(taken.errors).toEqual({ name: expect.stringContaining("already") });
  expect(slack.world.complaints).toEqual([]);
}, 20_000);
