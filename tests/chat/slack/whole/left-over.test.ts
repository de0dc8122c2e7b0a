import { expect, test } from "vitest";
import { botSaid } from "../../../contracts/chat-journeys/world/moves.ts";
import { gate } from "../../../conversation/rooms/pretend-world.ts";
import { textOf, told } from "../commands/start-admin.ts";
import { openedHome } from "../home/open-home.ts";
import { channelOf, opened, openHeld, openWorld } from "./journeys/held-world.ts";

const LEAVE = "How many days of annual leave do I get?";
const LIBRARY = "How many people does the library seat?";
const BONUS = "How large is the bonus pool for executives?";

for (const kind of ["open", "closed"] as const) {
  test(`${kind}: taken out while it answers, it shows the answer once when it is let in again`, async () => {
    const { world, begun, release } = await openHeld();
    const { people } = world.started.slack;
    const room = await world.addRoom(kind, ["ben", "cem"]);
    const said = await world.say("ben", room, LEAVE, { mention: true });
    await begun;
    people.kickApp("cem", channelOf(room));
    release();
    await world.settle();
    const reply = await world.storage.rooms.replies.get(said.messageId);
    expect(reply?.settledAs).toBe("undeliverable");
    const home = await openedHome(world.started, "ben");
    expect(home).toContain("could not be shown where you asked");
    people.inviteApp("cem", channelOf(room));
    await world.settle();
    const [shown, ...more] = await botSaid(world, "ben", said);
    expect(more).toEqual([]);
    expect(shown?.text).toContain("28 days");
    people.kickApp("cem", channelOf(room));
    people.inviteApp("cem", channelOf(room));
    await world.settle();
    expect(await botSaid(world, "ben", said)).toHaveLength(1);
  });
}

test("let in again at once, and archived for a moment, it loses no question", async () => {
  const world = await openWorld();
  const { people, world: slack } = world.started.slack;
  const room = await world.addRoom("open", ["ben", "cem"]);
  const first = await world.say("ben", room, LEAVE, { mention: true });
  people.kickApp("cem", channelOf(room));
  people.inviteApp("cem", channelOf(room));
  await world.settle();
  expect((await botSaid(world, "ben", first)).map(({ text }) => text)).toEqual([
    expect.stringContaining("28 days"),
  ]);
  const second = await world.say("ben", room, LIBRARY, { mention: true });
  people.archive(channelOf(room), "adam");
  await world.settle();
  people.unarchive(channelOf(room), "adam");
  await world.settle();
  expect((await botSaid(world, "ben", second)).map(({ text }) => text)).toEqual([
    expect.stringContaining("46 people"),
  ]);
  expect([...slack.sessions.values()].map(({ line }) => line)).not.toContainEqual(
    expect.stringContaining("is "),
  );
});

test("what was left over is for those who are there by then, and not for a question that is gone", async () => {
  const { world, begun, release } = await openHeld();
  const { people } = world.started.slack;
  const room = await world.addRoom("closed", ["ana", "eva"]);
  const said = await world.say("ana", room, BONUS, { mention: true });
  const gone = await world.say("ana", room, LEAVE, { mention: true });
  await begun;
  people.kickApp("eva", channelOf(room));
  release();
  await world.settle();
  await world.remove(gone);
  await world.join(room, "ben");
  people.inviteApp("eva", channelOf(room));
  await world.settle();
  const shown = await botSaid(world, "ben", said);
  expect(shown.map(({ answer }) => answer?.outcome)).toEqual(["not-found"]);
  expect(JSON.stringify(shown)).not.toContain("730000");
  expect(await botSaid(world, "ben", gone)).toEqual([]);
});

test("a question of long ago is not answered any more when the room opens", async () => {
  const { world, begun, release } = await openHeld();
  const { people } = world.started.slack;
  const room = await world.addRoom("open", ["ben"]);
  const said = await world.say("ben", room, LEAVE, { mention: true });
  await begun;
  people.kickApp("ben", channelOf(room));
  release();
  await world.settle();
  const { database } = await opened(world);
  await database
    .updateTable("roomReplies")
    .set({ saidAt: Date.now() - 25 * 3_600_000 })
    .execute();
  people.inviteApp("ben", channelOf(room));
  await world.settle();
  expect(await botSaid(world, "ben", said)).toEqual([]);
});

test("who asked privately and left gets the answer as a message of their own, once", async () => {
  const world = await openWorld();
  const { slack } = world.started;
  const room = await world.addRoom("closed", ["ana", "ben"]);
  const said = await world.say("ana", room, BONUS, { mention: true });
  await world.settle();
  const asked = await botSaid(world, "ana", said);
  const slow = gate();
  slack.world.onCall = async (method) => {
    if (method === "chat.postEphemeral") await slow.promise;
  };
  await world.askPrivately("ana", asked[0]?.answer?.id ?? "", said);
  slack.people.leave("ana", channelOf(room));
  slow.open();
  await world.settle();
  const [message, ...more] = told(world.started, "ana");
  expect(more).toEqual([]);
  expect(message && textOf(message)).toContain("730000 EUR");
  expect(message && textOf(message)).not.toContain("Share with the channel");
  // As if the process had died before it noted what Slack had taken.
  const { replies } = world.storage.rooms;
  const ids = (await replies.ofMessage(said.messageId)).map(({ answerId }) => answerId);
  const id = ids.find((one) => one.includes("~private")) ?? "";
  await replies.saveState(id, JSON.stringify({ mode: "direct" }));
  const { database } = await opened(world);
  await database
    .updateTable("roomReplies")
    .set({ settledAt: null, settledAs: null })
    .where("answerId", "=", id)
    .execute();
  await world.started.restart();
  await world.settle();
  expect(told(world.started, "ana")).toHaveLength(1);
  await world.remove(said);
  await world.settle();
  expect(told(world.started, "ana")).toEqual([]);
});

test("who reads an open channel without being in it is answered privately too", async () => {
  const world = await openWorld();
  const room = await world.addRoom("open", ["ben"]);
  const said = await world.say("ben", room, LEAVE, { mention: true });
  await world.settle();
  const { slack } = world.started;
  const shown = (await botSaid(world, "ben", said))[0];
  await slack.people.forge("cem", "block_actions", {
    container: { type: "message", channel_id: channelOf(room), message_ts: "1.2" },
    actions: [
      {
        type: "button",
        action_id: "ask-privately",
        action_ts: "1.2",
        value: shown?.answer?.id ?? "",
      },
    ],
  });
  await world.settle();
  expect(told(world.started, "cem").map(textOf)).toEqual([expect.stringContaining("28 days")]);
});
