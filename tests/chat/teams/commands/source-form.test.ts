import { expect, test } from "vitest";
import { takeCommand } from "../../../../src/administration/handle-command.ts";
import { takeSourceRequest } from "../../../../src/administration/setup/take-source-request.ts";
import { ChatError } from "../../../../src/chat/chat-error.ts";
import { teamsVerbs } from "../../../../src/chat/teams/actions.ts";
import { createForms } from "../../../../src/chat/teams/cards/create-forms.ts";
import type { OutgoingActivity } from "../../../../src/chat/teams/connect/teams-connector.ts";
import { temporaryFolder, writeFiles } from "../../../support/temporary-folder.ts";
import { buttonsOf, inputsOf, mistakesIn, wordsOf } from "./card-schema.ts";
import { invoke, openCard } from "./invokes.ts";
import { openAdmin } from "./open-admin.ts";
import { ADA, BOB, command, inRoom, ROOM, WORKSPACE } from "./start-commands.ts";

const EVIL = "[x](https://evil.test) <at>Rosa</at> **b**";

async function openForms() {
  const admin = await openAdmin();
  const answer = createForms({
    ...admin.deps,
    ...{ inbox: admin.inbox, adminForms: admin.adminForms, options: { isPlayground: false } },
    proposalForms: { find: unused, check: unused },
    people: {
      isIn: async (person, room) => person === ADA && room.endsWith("19%3Ateam@thread.tacv2"),
      async findReader(word) {
        if (word === "@nobody") throw new ChatError("invalid", "Nobody here is called @nobody.");
        return word === "@Rosa" ? "user:rosa@acme.com" : undefined;
      },
    },
  });
  /** The form that a command opened. */
  async function open(text: string, given = command(text)): Promise<OutgoingActivity> {
    const before = admin.sent.length;
    await takeCommand(`${before} ${text}`, { type: "command", command: given }, admin.adminDeps);
    return admin.sent[before]?.activity ?? expect.fail("nothing was sent");
  }
  return { ...admin, answer, open };
}

async function unused(): Promise<never> {
  throw new Error("Nothing here asks for this.");
}

/** What Teams sends when somebody fills in a form and presses its button. */
function fill(form: unknown, values: Record<string, unknown>, change: object = {}) {
  const [pressed] = buttonsOf(form);
  const shown = inputsOf(form).map(({ id, value }) => [id, value]);
  const known = Object.fromEntries(shown.filter(([, value]) => value !== undefined));
  const typed = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`field:${name}`, value]),
  );
  const data = { ...pressed?.data, ...known, ...typed };
  return invoke("adaptiveCard/action", { action: { ...pressed, data } }, change);
}

test("a form is opened by a command, keeps what was typed beside what is wrong, and asks once", async () => {
  const { open, answer, kept, app, updated, sent, adminForms } = await openForms();
  const form = await open("sources add files");
  expect(mistakesIn(form)).toEqual([]);
  expect(wordsOf(form)).toContain("Add");
  const path = temporaryFolder("docs");
  writeFiles(path, { "leave.md": "# Leave\n\nTen days." });
  const wrong = { name: EVIL, "set:path": path, audience: "@Rosa\neverybody" };
  const again = openCard(await answer(fill(form, wrong)));
  expect(mistakesIn({ attachments: [again] })).toEqual([]);
  const values = Object.fromEntries(inputsOf(again).map(({ id, value }) => [id, value]));
  expect(values["field:name"]).toBe(EVIL);
  expect(values["field:audience"]).toBe("@Rosa\neverybody");
  expect(wordsOf(again)).toMatch(/1 to 64 lower-case/);
  expect(kept).toEqual([]);
  const unknown = openCard(await answer(fill(again, { name: "docs", audience: "@nobody" })));
  expect(wordsOf(unknown)).toContain("Nobody here is called @nobody.");

  const right = { name: "docs", audience: "@Rosa, everyone" };
  const accepted = [await answer(fill(unknown, right)), await answer(fill(unknown, right))];
  for (const one of accepted) expect(inputsOf(openCard(one))).toEqual([]);
  expect(new Set(kept.map(({ key }) => key)).size).toBe(1);
  const { group, event } = kept[0] ?? expect.fail("nothing is kept");
  expect(group).toBe(`sources:${WORKSPACE}`);
  expect(event).toMatchObject({
    ...{ type: "source-requested", by: ADA, target: { kind: "files", source: undefined } },
    values: { name: "docs", "set:path": path, audience: "user:rosa@acme.com\neveryone" },
  });
  // The message itself is another one now, for whoever opens Teams elsewhere.
  expect(updated.map(({ id }) => id)).toEqual(["1699000000009", "1699000000009"]);
  expect(inputsOf(updated)).toEqual([]);
  expect(sent).toHaveLength(1);
  if (event.type !== "source-requested") expect.fail("it is another event");
  expect(await adminForms.check(ADA, event.target, event.values)).toEqual({ type: "accepted" });
  expect((await app.storage.sources.get("docs"))?.name).toBeUndefined();
});

test("what a form asks for is done, and whoever sent it is told in their own chat", async () => {
  const { open, answer, kept, app, adminDeps, platform } = await openForms();
  const form = await open("sources edit handbook");
  await answer(fill(form, { audience: "public" }));
  const [{ event } = expect.fail("nothing is kept")] = kept;
  if (event.type !== "source-requested") return expect.fail("it is another event");
  const told: string[] = [];
  platform.tell = async ({ person }, reply) => void told.push(`${person} ${JSON.stringify(reply)}`);
  await takeSourceRequest("k", event, { ...adminDeps, publicUrl: app.publicUrl });
  expect((await app.storage.sources.get("handbook"))?.audience).toEqual(["public"]);
  expect(told).toEqual([expect.stringContaining("handbook is changed")]);
});

test("in a room, the form is opened in the person's own chat, and the thread learns only that", async () => {
  const { open, sent } = await openForms();
  await open("sources edit handbook", inRoom("sources edit handbook"));
  expect(sent.map(({ to }) => to)).toEqual([
    "a:1ada",
    expect.stringMatching(/^19:team.*messageid/),
  ]);
  expect(inputsOf(sent[0]?.activity).length).toBeGreaterThan(2);
  expect(JSON.stringify(sent[1])).not.toContain("handbook");
});

test("without a kind, the kinds are buttons, each of which opens its form", async () => {
  const { open } = await openForms();
  const kinds = buttonsOf(await open("sources add"));
  const files = kinds.find(({ data }) => data.command === "sources add files");
  expect(files?.verb).toBe(teamsVerbs.command);
});

test("who is no admin gets no form, fills in none, and one that is forged changes nothing", async () => {
  const { open, answer, kept } = await openForms();
  const refused = await open(
    "sources edit handbook",
    command("sources edit handbook", { by: BOB }),
  );
  expect(inputsOf(refused)).toEqual([]);
  const form = await open("sources edit handbook");
  const byBob = openCard(
    await answer(fill(form, {}, { from: { id: "29:bob", aadObjectId: "bob" } })),
  );
  expect(wordsOf(byBob)).toContain("Only admins");
  expect(inputsOf(byBob)).toEqual([]);
  const forged = (data: unknown) =>
    answer(invoke("adaptiveCard/action", { action: { verb: teamsVerbs.sourceForm, data } }));
  for (const data of [null, 7, {}, { kind: 7 }, { kind: "no-such" }, { kind: "x", source: "y" }]) {
    const reply = await forged(data);
    expect(reply?.status, JSON.stringify(data)).toBe(200);
    expect(inputsOf(reply)).toEqual([]);
  }
  const odd = await forged({ kind: "files", "field:name": { a: 1 }, "field:__proto__": "x" });
  expect(wordsOf(openCard(odd))).toContain("1 to 64");
  expect(kept).toEqual([]);
});

test("a form that is pressed where others read is not answered there", async () => {
  const { open, answer, kept } = await openForms();
  const form = await open("sources edit handbook");
  const conversation = {
    id: "19:chat@thread.v2",
    conversationType: "groupChat",
    tenantId: "tenant-1",
  };
  const reply = await answer(fill(form, {}, { conversation }));
  expect(JSON.stringify(reply)).toContain("our own chat");
  expect(JSON.stringify(reply)).not.toContain("handbook");
  expect(kept).toEqual([]);
});

test("a button about a room is that person's command there, as long as they are in it", async () => {
  const { answer, kept } = await openForms();
  const press = (room: string, change: object = {}) => {
    const data = { command: "channel follow-ups off", room };
    const value = { action: { verb: teamsVerbs.roomCommand, data } };
    return answer(invoke("adaptiveCard/action", value, change));
  };
  expect(JSON.stringify(await press(ROOM))).toContain("on it");
  expect(kept).toEqual([
    {
      key: `command:${ADA}:f:1`,
      group: `commands:${ADA}`,
      event: {
        type: "command",
        command: inRoom("channel follow-ups off", { answerTo: undefined }),
      },
    },
  ]);
  const others = { from: { id: "29:bob", aadObjectId: "bob" } };
  const elsewhere = ["teams:tenant-1:19%3Aother", "teams:tenant-2:19%3Ateam@thread.tacv2", "x"];
  for (const room of elsewhere) expect(JSON.stringify(await press(room))).toContain("not in");
  expect(JSON.stringify(await press(ROOM, others))).toContain("not in");
  expect(kept).toHaveLength(1);
});
