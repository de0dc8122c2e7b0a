import { expect, test } from "vitest";
import { type AdminReply, sentence } from "../../../../src/chat/admin-reply.ts";
import { createCommandPort } from "../../../../src/chat/teams/commands/create-command-port.ts";
import { buttonsOf, mistakesIn, wordsOf } from "./card-schema.ts";
import { BOB, command, GIL, inRoom, memory, ROOM, startCommands } from "./start-commands.ts";

const SECRET = sentence("The salaries are in vault.docx.");
const THREAD = "19:team@thread.tacv2;messageid=1699000000001";

test("what is answered in a room goes to the person's own chat, and the thread learns only that", async () => {
  const { deps, sent } = startCommands();
  const { answerCommand } = createCommandPort(deps);
  await answerCommand(inRoom("sources"), SECRET, memory());
  expect(sent.map(({ to }) => to)).toEqual(["a:1ada", THREAD]);
  expect(sent[0]?.activity.text).toContain("vault");
  expect(JSON.stringify(sent[1])).not.toContain("vault");
  expect(sent[1]?.activity.text).toContain("our own chat");
});

test("what takes long is said once, before the answer and not in the room", async () => {
  const { deps, sent } = startCommands();
  await createCommandPort(deps).answerCommand(inRoom("sources audit x"), sentence("Wait."));
  expect(sent.map(({ to }) => to)).toEqual(["a:1ada"]);
});

test("buttons of what a room's command answered are about that room, pressed elsewhere as well", async () => {
  const { deps, sent } = startCommands();
  const { answerCommand } = createCommandPort(deps);
  const buttons = [{ label: "Turn follow-ups off", command: "channel follow-ups off" }];
  const items = [{ title: "Settings", lines: [], buttons }];
  const reply: AdminReply = { parts: [{ type: "list", title: "", items, none: "" }] };
  await answerCommand(inRoom("channel"), reply, memory());
  await answerCommand(command("sources"), reply, memory());
  expect(buttonsOf(sent[0]).map(({ data }) => data)).toEqual([
    { command: "channel follow-ups off", room: ROOM },
  ]);
  expect(buttonsOf(sent[0])[0]?.verb).not.toBe(buttonsOf(sent[2])[0]?.verb);
  expect(buttonsOf(sent[2]).map(({ data }) => data)).toEqual([
    { command: "channel follow-ups off" },
  ]);
});

test("whoever has not installed the app learns in the thread what to do, and nothing else", async () => {
  const { deps, sent } = startCommands();
  await createCommandPort(deps).answerCommand(inRoom("sources", { by: BOB }), SECRET, memory());
  expect(sent.map(({ to }) => to)).toEqual([THREAD]);
  expect(sent[0]?.activity.text).toContain("open a chat with me");
  expect(JSON.stringify(sent)).not.toContain("vault");
});

test("a guest is not told to install it, for Teams does not let them", async () => {
  const { deps, sent } = startCommands();
  await createCommandPort(deps).answerCommand(inRoom("help", { by: GIL }), SECRET, memory());
  expect(sent.map(({ to }) => to)).toEqual([THREAD]);
  expect(sent[0]?.activity.text).toMatch(/guests.*Ask me questions here/);
  expect(sent[0]?.activity.text).not.toContain("add me");
});

test("what they have to do is said once, whatever is tried again, and not before the answer", async () => {
  const { deps, sent, faults } = startCommands();
  const { answerCommand } = createCommandPort(deps);
  const given = inRoom("sources audit x", { by: BOB });
  await answerCommand(given, sentence("Wait."));
  expect(sent).toEqual([]);
  const kept = memory();
  await answerCommand(given, SECRET, kept);
  await answerCommand(given, SECRET, memory(kept.state));
  expect(sent).toHaveLength(1);
  faults.push("not-allowed");
  await answerCommand(inRoom("sources"), SECRET, memory());
  expect(sent.map(({ to }) => to)).toEqual([THREAD, THREAD]);
  expect(JSON.stringify(sent)).not.toContain("vault");
});

test("who blocked the bot in their own chat is not answered elsewhere", async () => {
  const { deps, sent, faults } = startCommands();
  faults.push("not-allowed");
  const { answerCommand } = createCommandPort(deps);
  await expect(answerCommand(command("sources"), SECRET, memory())).rejects.toThrow("not-allowed");
  expect(sent).toEqual([]);
});

test("an answer that may be lost is sent once more, marked, and never a third time", async () => {
  const { deps, sent, faults } = startCommands();
  const { answerCommand } = createCommandPort(deps);
  const kept = memory();
  faults.push("lost", "lost");
  await expect(answerCommand(command("help"), SECRET, kept)).rejects.toThrow("lost");
  // As another process would: with nothing but what is kept.
  await expect(answerCommand(command("help"), SECRET, memory(kept.state))).rejects.toThrow("lost");
  expect(sent.map(({ activity }) => /^\*You may see this twice/.test(activity.text ?? ""))).toEqual(
    [false, true],
  );
  await answerCommand(command("help"), SECRET, memory("repeating"));
  expect(sent).toHaveLength(2);
});

test("what Teams refused is no lost answer: the next try is not marked", async () => {
  const { deps, sent, faults } = startCommands();
  const { answerCommand } = createCommandPort(deps);
  const kept = memory();
  faults.push("rate-limited");
  await expect(answerCommand(command("help"), SECRET, kept)).rejects.toThrow("rate-limited");
  await answerCommand(command("help"), SECRET, memory(kept.state));
  expect(sent.map(({ activity }) => activity.text)).toEqual([expect.stringMatching(/^The sal/)]);
});

test("a thread that cannot be told anything leaves the answer as it is", async () => {
  const { deps, sent, faults } = startCommands();
  faults.push(undefined, "unavailable");
  await createCommandPort(deps).answerCommand(inRoom("sources"), SECRET, memory());
  expect(sent.map(({ to }) => to)).toEqual(["a:1ada"]);
});

const progress = (done: number): AdminReply => {
  const items = [{ title: "handbook", state: "busy" as const, lines: [`${done} of 9 read`] }];
  return { parts: [{ type: "list", title: "", items, none: "" }] };
};

test("progress is one message that changes, and only its last change has to arrive", async () => {
  const { deps, sent, updated, faults, optional } = startCommands();
  const { showProgress } = createCommandPort(deps);
  const kept = memory();
  await showProgress(inRoom("sources sync handbook"), progress(1), kept, false);
  await showProgress(inRoom("sources sync handbook"), progress(4), memory(kept.state), false);
  expect(optional()).toBe(1);
  faults.push("rate-limited");
  const late = showProgress(inRoom("sources sync handbook"), progress(6), kept, false);
  await expect(late).rejects.toThrow("rate-limited");
  await showProgress(inRoom("sources sync handbook"), progress(9), memory(kept.state), true);
  expect(optional()).toBe(2);
  expect(sent).toHaveLength(1);
  expect([...sent, ...updated].map(({ id, to }) => [id, to])).toEqual(
    Array.from({ length: 3 }, () => [sent[0]?.id, "a:1ada"]),
  );
  expect(updated.map(({ activity }) => wordsOf(activity))).toEqual([
    expect.stringContaining("4 of 9"),
    expect.stringContaining("9 of 9"),
  ]);
  for (const { activity } of [...sent, ...updated]) expect(mistakesIn(activity)).toEqual([]);
});

test("progress of which nobody knows whether it arrived begins once more, marked", async () => {
  const { deps, sent, faults } = startCommands();
  const { showProgress } = createCommandPort(deps);
  const kept = memory();
  faults.push("lost");
  const first = showProgress(command("sources sync x"), progress(1), kept, false);
  await expect(first).rejects.toThrow("lost");
  await showProgress(command("sources sync x"), progress(9), memory(kept.state), true);
  expect(sent.map(({ activity }) => /twice/.test(wordsOf(activity)))).toEqual([false, true]);
  expect(sent.map(({ activity }) => activity.text)).toEqual([undefined, undefined]);
});
