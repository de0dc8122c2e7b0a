import { expect, test } from "vitest";
import {
  ANN,
  ann,
  at,
  BEN,
  BOT,
  CHANNEL,
  GROUP,
  idOf,
  inChannel,
  inGroup,
  inOwnChat,
  OWN,
  startReceive,
  TENANT,
} from "./start-receive.ts";

const OTHER = "19:other@thread.tacv2";
const workspaceId = `teams:${TENANT}`;

/** What Teams says of a team, in the team's own conversation. */
function ofTeam(change: Record<string, unknown>) {
  const sent = inChannel({ type: "conversationUpdate", ...change, id: "f:1" });
  return { ...sent, conversation: { ...(sent.conversation as object), id: CHANNEL } };
}

test("installing it for oneself opens the chat and is greeted once", async () => {
  const { receive, kept, storage } = await startReceive();
  const installed = inOwnChat({ n: 1, id: "f:1", type: "installationUpdate", action: "add" });
  const added = { type: "conversationUpdate", membersAdded: [BOT, ANN], id: "f:2" };
  await receive(installed);
  await receive(installed);
  await receive(inOwnChat({ n: 1, ...added }));
  const roomId = idOf(OWN);
  expect(kept.map(({ event }) => event)).toEqual([
    { type: "room-opened", roomId, at: at(1) },
    { type: "installed", roomId, workspaceId, person: ann, at: at(1) },
    { type: "room-opened", roomId, at: at(1) },
    { type: "installed", roomId, workspaceId, person: ann, at: at(1) },
    { type: "room-opened", roomId, at: at(1) },
  ]);
  expect(new Set(kept.map(({ key }) => key)).size).toBe(2);
  const upgrade = { type: "installationUpdate", action: "add-upgrade", id: "f:3" };
  await receive(inOwnChat({ n: 2, ...upgrade }));
  expect(kept.slice(5).map(({ event }) => event.type)).toEqual(["room-opened"]);
  expect(await storage.teams.conversations.personalOf(ann)).toMatchObject({ roomId });
  const removed = { type: "installationUpdate", action: "remove", id: "f:4" };
  await receive(inOwnChat({ n: 3, ...removed }));
  expect(kept.at(-1)?.event).toEqual({ type: "room-closed", roomId, at: at(3) });
  expect(await storage.teams.conversations.personalOf(ann)).toBeUndefined();
});

test("a bot that adds itself is told by who else is there", async () => {
  const { receive, storage } = await startReceive();
  const added = { type: "conversationUpdate", from: BOT, id: "f:1" };
  await receive(inOwnChat({ ...added, membersAdded: [BOT] }));
  expect(await storage.teams.conversations.get(idOf(OWN))).toBeUndefined();
  await receive(inOwnChat({ ...added, membersAdded: [BOT, ANN] }));
  expect(await storage.teams.conversations.personalOf(ann)).toMatchObject({ roomId: idOf(OWN) });
});

test("a team's going and coming is that of all its channels that are known", async () => {
  const { receive, kept, storage } = await startReceive();
  await receive(inChannel({ n: 1, channel: OTHER, text: "hello" }));
  await receive(inChannel({ n: 1, text: "hello" }));
  const changes = async (change: Record<string, unknown>) => {
    kept.length = 0;
    await receive(ofTeam(change));
    return kept.map(({ event }) => ("roomId" in event ? `${event.type} ${event.roomId}` : ""));
  };
  const both = (type: string) => [`${type} ${idOf(CHANNEL)}`, `${type} ${idOf(OTHER)}`];
  const event = (eventType: string) => changes({ channelData: { eventType } });
  expect(await event("teamArchived")).toEqual(both("room-closed"));
  expect(await event("teamUnarchived")).toEqual(both("room-opened"));
  expect(await event("teamDeleted")).toEqual(both("room-closed"));
  expect(await event("teamRestored")).toEqual(both("room-opened"));
  expect(await event("teamRenamed")).toEqual([]);
  expect(await event("toString")).toEqual([]);
  const channelData = { eventType: "channelDeleted", channel: { id: OTHER } };
  expect(await changes({ channelData })).toEqual([`room-closed ${idOf(OTHER)}`]);
  const restored = { ...channelData, eventType: "channelRestored" };
  expect(await changes({ channelData: restored })).toEqual([`room-opened ${idOf(OTHER)}`]);
  const away = { membersRemoved: [BOT], channelData: { eventType: "teamMemberRemoved" } };
  expect(await changes(away)).toEqual(both("room-closed"));
  expect(await changes({ type: "installationUpdate", action: "remove" })).toEqual(
    both("room-closed"),
  );
  expect(await changes({ n: 90, type: "installationUpdate", action: "add" })).toEqual([
    ...both("room-opened"),
    `installed ${idOf(CHANNEL)}`,
  ]);
  expect(kept.at(-1)?.event).toMatchObject({ person: undefined });
  expect(await event("teamHardDeleted")).toEqual(both("room-closed"));
  expect(await storage.teams.conversations.ofTeam(workspaceId, CHANNEL)).toEqual([]);
});

test("what happens in a private channel is its own", async () => {
  const { receive, kept } = await startReceive();
  await receive(inChannel({ text: "hello" }));
  const changes = async (channel: object, change: Record<string, unknown>) => {
    kept.length = 0;
    const sent = inChannel({ ...change, channel: OTHER, channelData: { channel } });
    await receive({ ...sent, conversation: { ...(sent.conversation as object), id: OTHER } });
    return kept.map(({ event }) => ("roomId" in event ? `${event.type} ${event.roomId}` : ""));
  };
  const removed = { type: "installationUpdate", action: "remove" };
  expect(await changes({ id: OTHER }, removed)).toEqual([`room-closed ${idOf(OTHER)}`]);
  const added = { type: "installationUpdate", action: "add-upgrade" };
  expect(await changes({ id: OTHER }, added)).toEqual([
    `room-opened ${idOf(OTHER)}`,
    `room-opened ${idOf(CHANNEL)}`,
  ]);
  expect(await changes({ id: OTHER, type: "private" }, added)).toEqual([
    `room-opened ${idOf(OTHER)}`,
  ]);
  expect(await changes({ id: OTHER }, removed)).toEqual([`room-closed ${idOf(OTHER)}`]);
  const general = ofTeam({ ...removed, n: 99 });
  kept.length = 0;
  await receive(general);
  expect(kept).toHaveLength(2);
});

test("who comes and goes is asked anew, in all of a team", async () => {
  const { receive, storage, kept } = await startReceive();
  const { conversations } = storage.teams;
  const changedAt = async (id: string) => {
    const room = await conversations.get(idOf(id));
    return room && conversations.peopleChangedAt(room);
  };
  await receive(inChannel({ channel: OTHER, text: "hello" }));
  kept.length = 0;
  const eventType = "teamMemberAdded";
  await receive(ofTeam({ n: 8, membersAdded: [BEN], channelData: { eventType } }));
  expect([await changedAt(CHANNEL), await changedAt(OTHER)]).toEqual([at(8), at(8)]);
  await receive(inGroup({ n: 9, type: "conversationUpdate", membersRemoved: [BEN] }));
  expect([await changedAt(GROUP), await changedAt(CHANNEL)]).toEqual([at(9), at(8)]);
  expect(kept).toEqual([]);
  // What is seen there later takes nothing of it back.
  await receive(inChannel({ n: 1_000, channel: OTHER, text: "hello again" }));
  expect(await changedAt(OTHER)).toBe(at(8));
});

test("who came before a channel was known came to that channel as well", async () => {
  const { receive, storage } = await startReceive();
  const { conversations } = storage.teams;
  // Before anybody wrote in any channel.
  const eventType = "teamMemberAdded";
  await receive(ofTeam({ n: 8, membersAdded: [BEN], channelData: { eventType } }));
  await receive(inChannel({ n: 9, channel: OTHER, text: "hello" }));
  const other = await conversations.get(idOf(OTHER));
  expect(other && (await conversations.peopleChangedAt(other))).toBe(at(8));
  // A channel's own comers are no matter of another team's.
  await receive(inGroup({ n: 9, text: "hello" }));
  const group = await conversations.get(idOf(GROUP));
  expect(group && (await conversations.peopleChangedAt(group))).toBeUndefined();
});

test("what is told of a channel in the team's conversation is not the team's kind", async () => {
  const { receive, storage } = await startReceive();
  const channel = { id: OTHER, type: "private" };
  await receive(ofTeam({ channelData: { eventType: "channelCreated", channel } }));
  const kindOf = async (id: string) =>
    (await storage.teams.conversations.get(idOf(id)))?.channelType;
  expect(await kindOf(CHANNEL)).toBeUndefined();
  await receive(inChannel({ text: "hi", channel: OTHER, channelData: { channel } }));
  await receive(inChannel({ text: "hi", channel: OTHER }));
  expect(await kindOf(OTHER)).toBe("private");
});
