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
