import { expect, test } from "vitest";
import { ask, botSaid } from "../../../../contracts/chat-journeys/world/moves.ts";
import { BONUS, LEAVE, LIBRARY } from "../../../../contracts/chat-journeys/world/setting.ts";
import { channelOf, openWorld } from "./held-world.ts";

// What only Slack has; its other places are among the journeys.

test("a group message is told what each of it may know", async () => {
  const world = await openWorld();
  const { slack } = world.started;
  const team = slack.company.teamId;
  const ofTwo = `slack:${team}:${slack.people.groupMessage("ana", "eva")}`;
  const ofThree = `slack:${team}:${slack.people.groupMessage("ana", "ben", "eva")}`;
  const toTwo = await botSaid(world, "ana", await ask(world, "ana", ofTwo, BONUS));
  expect(toTwo[0]?.text).toContain("730000 EUR");
  const toThree = await botSaid(world, "ana", await ask(world, "ana", ofThree, BONUS));
  expect(toThree[0]?.answer?.outcome).toBe("not-found");
});

test("outsiders are part of who sees a shared channel", async () => {
  const world = await openWorld();
  const { slack, idOf } = world.started;
  const [shown] = await botSaid(world, "ben", await ask(world, "ben", idOf("#launch"), LEAVE));
  expect(shown?.answer?.outcome).toBe("not-found");
  expect(JSON.stringify(shown)).not.toContain("Annual leave");
  expect(slack.read("nils", "#launch")).not.toContain("28 days");
});

test("alone with the bot each message is a thread with a title, and none is left at work", async () => {
  const world = await openWorld();
  const { slack } = world.started;
  const direct = await world.ownChat("ben");
  const all = [await world.say("ben", direct, LEAVE), await world.say("ben", direct, LIBRARY)];
  await world.settle();
  for (const said of all) expect(await botSaid(world, "ben", said)).toHaveLength(1);
  const called = slack.world.calls.map(({ method }) => method);
  expect(called).toEqual(
    expect.arrayContaining(["agents.sessions.setStatus", "agents.sessions.rename"]),
  );
  const sessions = [...slack.world.sessions.values()];
  expect(sessions.map(({ status }) => status)).not.toContain("processing");
});

test("in an archived channel it is silent; when that is opened again, it answers", async () => {
  const world = await openWorld();
  const { slack } = world.started;
  const room = await world.addRoom("open", ["ben", "cem"]);
  const asked = await world.say("ben", room, LEAVE, { mention: true });
  slack.people.archive(channelOf(room), "adam");
  await world.settle();
  slack.people.unarchive(channelOf(room), "adam");
  await world.settle();
  const again = await botSaid(world, "ben", await ask(world, "ben", room, LEAVE));
  expect(again[0]?.text).toContain("28 days");
  expect((await botSaid(world, "ben", asked)).length).toBeLessThanOrEqual(1);
});
