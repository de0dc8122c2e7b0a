import { expect, test } from "vitest";
import { LEAVE } from "../../contracts/chat-journeys/world/setting.ts";
import { openWorld, personId } from "./pretend-world.ts";

test("a vote over the hour's limit is not kept, and its person is told so once, in private", async () => {
  const world = await openWorld({ config: { actionsPerUserPerHour: 1 }, now: () => 60_000 });
  const room = await world.addRoom("open", ["ana", "ben"]);
  const said = await world.say("ana", room, LEAVE, { mention: true });
  await world.settle();
  const about = { answerId: said.messageId, citation: 0, reason: undefined, correction: undefined };
  for (const [by, vote] of [
    ["ana", "up"],
    ["ana", "down"],
    ["ana", "up"],
    ["ben", "down"],
  ] as const) {
    await world.deliver({ type: "voted", ...about, by: personId(by), vote });
    await world.settle();
  }
  const kept = await world.storage.feedback.votes(said.messageId);
  expect(kept.map(({ voter, vote }) => [voter, vote])).toEqual([
    [personId("ana"), "up"],
    [personId("ben"), "down"],
  ]);
  const told = world.server.posts().filter(({ metadata }) => metadata?.startsWith("too-much:"));
  expect(told.map(({ onlyTo }) => onlyTo)).toEqual([personId("ana")]);
  expect(told[0]?.text).toContain("Your vote was not kept.");
  expect(told[0]?.text).toContain("try again in 59 minutes");
});

test("a command over the hour's limit is not done, and is answered so each time", async () => {
  const world = await openWorld({
    config: { actionsPerUserPerHour: 2 },
    now: () => 60_000,
    admins: ["adam"],
  });
  const refusal = expect.stringContaining("more than one person may do in an hour");
  expect(await world.command("adam", "sources pause handbook")).not.toEqual(refusal);
  expect(await world.command("adam", "sources")).not.toEqual(refusal);
  expect(await world.command("adam", "sources resume handbook")).toEqual(refusal);
  expect(await world.command("adam", "help")).toEqual(refusal);
  expect(await world.storage.sources.get("handbook")).toMatchObject({ paused: true });
});

test("a button over the hour's limit does nothing, and its person is told once", async () => {
  const world = await openWorld({ config: { actionsPerUserPerHour: 1 }, now: () => 60_000 });
  const room = await world.addRoom("open", ["ana", "ben"]);
  const { messageId: answerId } = await world.say("ana", room, LEAVE, { mention: true });
  await world.settle();
  const by = personId("ana");
  const about = { answerId, by, citation: 0, reason: undefined, correction: undefined };
  await world.deliver({ type: "voted", ...about, vote: "up" });
  await world.settle();
  const before = world.server.posts().length;
  for (let pressed = 0; pressed < 2; pressed += 1) {
    await world.deliver({ type: "asked-privately", answerId, by, roomId: room });
    await world.settle();
  }
  const told = world.server.posts().slice(before);
  expect(told.map(({ text, onlyTo }) => [text, onlyTo])).toEqual([
    [expect.stringContaining("What you pressed was not done."), by],
  ]);
});
