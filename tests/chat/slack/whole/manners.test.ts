import { expect, test } from "vitest";
import { changeRoomSettings } from "../../../../src/administration/room-settings.ts";
import { botSaid } from "../../../contracts/chat-journeys/world/moves.ts";
import { findChannel } from "../../../counterparts/slack/state/channels.ts";
import { openedHome } from "../home/open-home.ts";
import { channelOf, openHeld, openWorld } from "./journeys/held-world.ts";

const LEAVE = "How many days of annual leave do I get?";
const LIBRARY = "How many people does the library seat?";
const PLANTS = "Who waters the plants on the third floor?";

test("a deleted question takes along what was said around its answers", async () => {
  const world = await openWorld();
  const room = await world.addRoom("open", ["ben", "cem"]);
  const { idOf, app } = world.started;
  await changeRoomSettings(room, { expert: idOf("carla") }, "test", app);
  const said = await world.say("ben", room, LIBRARY, { mention: true });
  await world.settle();
  await world.edit(said, PLANTS);
  await world.settle();
  const notFound = (await botSaid(world, "ben", said)).at(-1)?.answer?.id ?? "";
  await world.askExpert("ben", notFound);
  await world.settle();
  const before = (await botSaid(world, "cem", said)).map(({ text }) => text);
  expect(before).toHaveLength(4);
  expect(before).toContainEqual(expect.stringContaining("replaces"));
  await world.remove(said);
  await world.settle();
  expect(await botSaid(world, "cem", said)).toEqual([]);
  const { messages } = findChannel(world.started.slack.world, channelOf(room));
  expect(messages.filter(({ user }) => user === world.started.slack.company.botUserId)).toEqual([]);
});

const ANSWER_AND_NOTE = [
  expect.stringContaining("28 days"),
  expect.stringContaining("asks me nothing any more"),
];

test("edited to what asks nothing, a question keeps its answer, with one note, and gets no other", async () => {
  const world = await openWorld();
  const room = await world.addRoom("open", ["ben", "cem"]);
  const said = await world.say("ben", room, LEAVE, { mention: true });
  const direct = await world.ownChat("ben");
  const alone = await world.say("ben", direct, LEAVE);
  await world.settle();
  const { people, world: slack } = world.started.slack;
  const messageIn = (where: string, ts = "") =>
    findChannel(slack, where).messages.find((one) => one.ts === ts);
  const inRoom = messageIn(channelOf(room), said.messageId.split(":")[3]);
  if (inRoom === undefined) throw new Error("nobody asked");
  for (const words of ["thanks all, never mind", `${LIBRARY}`]) {
    people.edit(inRoom, words);
    await world.settle();
    const shown = await botSaid(world, "ben", said);
    expect(shown.map(({ text }) => text)).toEqual(ANSWER_AND_NOTE);
  }
  await world.edit(alone, "thanks!");
  await world.settle();
  const own = await botSaid(world, "ben", alone);
  expect(own.map(({ text }) => text)).toEqual(ANSWER_AND_NOTE);
  people.edit(inRoom, `@footnote ${LIBRARY}`);
  await world.settle();
  expect((await botSaid(world, "ben", said)).at(-1)?.text).toContain("46 people");
});

test("edited to nothing before anything was shown, a question is not answered", async () => {
  const { world, begun, release } = await openHeld();
  const room = await world.ownChat("ben");
  const said = await world.say("ben", room, LEAVE);
  await begun;
  await world.edit(said, "thanks!");
  const reply = () => world.storage.rooms.replies.get(said.messageId);
  await expect.poll(async () => (await reply())?.withdrawnAt, { timeout: 20_000 }).toBeDefined();
  release();
  await world.settle();
  expect(await botSaid(world, "ben", said)).toEqual([]);
});

test("a thread is muted as long as anybody's reaction stands", async () => {
  const world = await openWorld();
  const room = await world.addRoom("open", ["amy", "ben", "cem"]);
  const said = await world.say("ben", room, LEAVE, { mention: true });
  await world.settle();
  const answers = async () => {
    await world.say("cem", room, LIBRARY, { in: said });
    await world.settle();
    return (await botSaid(world, "cem", said)).filter(({ answer }) => answer !== undefined).length;
  };
  for (const who of ["amy", "ben"]) await world.reactMute(who, said, true);
  await world.settle();
  expect(await answers()).toBe(1);
  await world.reactMute("ben", said, false);
  await world.settle();
  expect(await answers()).toBe(1);
  await world.reactMute("amy", said, false);
  await world.settle();
  expect(await answers()).toBe(2);
  await world.say("ben", room, "mute?", { in: said });
  await world.settle();
  expect(await answers()).toBe(3);
});

test("small talk is answered in kind, and nobody who did not ask is told that nothing was found", async () => {
  const world = await openWorld();
  const direct = await world.ownChat("ben");
  const kinds = { hello: "Hello!", "Vielen Dank!": "welcome", ok: "here", ":tada:": "Ask me" };
  for (const [words, expected] of Object.entries(kinds)) {
    const said = await world.say("ben", direct, words);
    await world.settle();
    const texts = (await botSaid(world, "ben", said)).map(({ text }) => text);
    expect(texts).toEqual([expect.stringContaining(expected)]);
  }
  const room = await world.addRoom("open", ["ben", "cem"]);
  await changeRoomSettings(room, { autoAnswer: true }, "test", world.started.app);
  const chat = await world.say("ben", room, "anyone up for squash tonight?");
  const asked = await world.say("ben", room, LEAVE);
  await world.settle();
  await world.say("cem", room, "where do we meet?", { in: chat });
  await world.settle();
  expect(await botSaid(world, "ben", chat)).toEqual([]);
  expect(await botSaid(world, "ben", asked)).toHaveLength(1);
  expect(await openedHome(world.started, "ben")).not.toContain("squash");
});

test("before guests it says what its answers rest on, whether or not there is more", async () => {
  const world = await openWorld();
  const room = await world.addRoom("open", ["ben"]);
  const ask = async (words: string) => {
    const said = await world.say("ben", room, words, { mention: true });
    await world.settle();
    return (await botSaid(world, "ben", said))[0]?.text ?? "";
  };
  const sentence = /only what everybody here may read.*Ask privately/s;
  expect(await ask(PLANTS)).not.toMatch(sentence);
  await world.join(room, "gina");
  const [there, nowhere] = [await ask(LEAVE), await ask(PLANTS)];
  for (const text of [there, nowhere]) expect(text).toMatch(sentence);
  expect(there).toContain("found nothing");
  expect(there.replaceAll(/\S*slack:\S+/g, "")).toBe(nowhere.replaceAll(/\S*slack:\S+/g, ""));
});
