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
  mentionOf,
  mentionsBot,
  OWN,
  startReceive,
  TENANT,
} from "./start-receive.ts";

test("a mention in a channel is a message of its thread", async () => {
  const { receive, kept } = await startReceive();
  const text = "<at>Footnote</at>&nbsp;may <at>Ben Okoro</at> read &lt;b&gt;?\n";
  const entities = [mentionOf(BOT), mentionOf(BEN)];
  const sent = inChannel({ n: 5, root: "1700000000001", text, entities });
  expect(await receive(sent)).toBeUndefined();
  const messageId = idOf(CHANNEL, `${at(5)}`);
  const threadId = idOf(CHANNEL, "1700000000001");
  const message = {
    ...{ messageId, threadId, roomId: idOf(CHANNEL), roomKind: "open", askedBy: ann },
    ...{ workspaceId: `teams:${TENANT}`, text: "may @Ben Okoro read <b>?", mentionsBot: true },
    ...{ isToOthers: false, sentAt: at(5), editedAt: undefined },
  };
  expect(kept).toEqual([
    { key: `message:${messageId}`, group: threadId, event: { type: "message", message } },
  ]);
  await receive(sent);
  expect(kept[1]).toEqual(kept[0]);
});

test("in chats, a pause begins a thread", async () => {
  const { receive, messages } = await startReceive();
  await receive(inOwnChat({ n: 0, text: "How many holidays?" }));
  await receive(inOwnChat({ n: 60, text: "And for part-timers?" }));
  await receive(inOwnChat({ n: 7_200, text: "Where is the canteen?" }));
  await receive(inGroup({ n: 61, text: "<at>Footnote</at> Who pays?", ...mentionsBot }));
  const [first, later] = [idOf(OWN, `${at(0)}`), idOf(OWN, `${at(7_200)}`)];
  expect(messages()).toMatchObject([
    { roomKind: "direct", isInChat: true, threadId: first, messageId: first },
    { roomKind: "direct", threadId: first, text: "And for part-timers?" },
    { threadId: later, messageId: later },
    { roomKind: "open", threadId: idOf(GROUP, `${at(61)}`), text: "Who pays?" },
  ]);
});

test("what quotes the bot goes on in the thread of that answer", async () => {
  const { receive, messages, answer } = await startReceive();
  await receive(inGroup({ n: 0, text: "<at>Footnote</at> Who pays?", ...mentionsBot }));
  const threadId = messages()[0]?.threadId ?? "";
  await answer("a", { roomId: idOf(GROUP), threadId, shownAs: "1772323205000" });
  const html =
    '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1772323205000">' +
    `<strong itemprop="mri" itemid="${BOT.id}">Footnote</strong>` +
    '<span itemprop="time" itemid="1772323205000"></span><p itemprop="preview">The company pays.</p>' +
    '</blockquote><p><span itemtype="http://schema.skype.com/Mention" itemid="0">Footnote</span> And abroad?</p>';
  const quoting = {
    text: "Footnote The company pays. <at>Footnote</at> And abroad?",
    attachments: [{ contentType: "text/html", content: html }],
    ...mentionsBot,
  };
  await receive(inGroup({ n: 9_000, ...quoting }));
  const entity = { type: "quotedReply", quotedReply: { messageId: `${at(0)}` } };
  const text = `<quoted messageId="${at(0)}"/><at>Footnote</at> And at home?`;
  await receive(inGroup({ n: 18_000, text, entities: [mentionOf(BOT), entity] }));
  await receive(inGroup({ n: 27_000, text: "<at>Footnote</at> New", ...mentionsBot }));
  expect(messages().slice(1)).toMatchObject([
    { threadId, text: "And abroad?", mentionsBot: true },
    { threadId, text: "And at home?" },
    { threadId: idOf(GROUP, `${at(27_000)}`) },
  ]);
});

test("bots, other tenants, other channels and data of cards are silence", async () => {
  const { receive, kept } = await startReceive();
  const text = "Who pays?";
  await receive(inGroup({ text, from: { id: "28:other", name: "Bot" } }));
  await receive(inGroup({ text, from: BOT }));
  await receive(inGroup({ text, from: { ...ANN, role: "bot" } }));
  await receive(inOwnChat({ text: "", value: { answer: 1 } }));
  await receive(inOwnChat({ value: { answer: 1 } }));
  await receive(inOwnChat({ text, channelId: "webchat" }));
  await receive(inOwnChat({ type: "typing" }));
  await receive(inOwnChat({ type: "event", name: "application/vnd.microsoft.readReceipt" }));
  await receive({ ...inOwnChat({ text }), conversation: { id: OWN, tenantId: "other" } });
  await receive({ ...inOwnChat({ text }), conversation: { id: OWN }, channelData: null });
  await receive({ type: "message", text });
  expect(await receive(undefined)).toBeUndefined();
  expect(kept).toEqual([]);
});

test("the playground needs no tenant, and calls its channels by its own names", async () => {
  const { receive, messages } = await startReceive({ tenantIds: [], isPlayground: true });
  const bot = { id: "bot-id", name: "Test Bot" };
  const sent = {
    ...inChannel({ n: 7, text: "<at>Test Bot</at> hi", entities: [mentionOf(bot)] }),
    ...{ recipient: bot, from: { id: "user-id-0", name: "Alex", aadObjectId: "0-20" } },
    ...{ channelId: "emulator", serviceUrl: "http://localhost:56150/_connector", id: "m1" },
    conversation: { id: "team-id;messageid=m1", conversationType: "channel" },
    channelData: { team: { id: "team-id" }, channel: { id: "channel-id" } },
  };
  await receive(sent);
  await receive({
    ...sent,
    conversation: { id: "personal-chat-id", conversationType: "personal" },
  });
  const workspaceId = "teams:playground";
  expect(messages()).toMatchObject([
    { workspaceId, threadId: "teams:playground:team-id:m1", text: "hi", mentionsBot: true },
    { roomId: "teams:playground:personal-chat-id", askedBy: "teams:playground:0-20" },
  ]);
  const refusing = await startReceive({ tenantIds: ["other"] });
  await refusing.receive(sent);
  expect(refusing.kept).toEqual([]);
});

test("a picture alone is an empty message with a file", async () => {
  const { receive, messages } = await startReceive();
  const html = (content: string) => ({ contentType: "text/html", content });
  const ofTeams = (type: string) => ({ contentType: `application/vnd.microsoft.${type}` });
  const attachments = [
    { contentType: "image/*", contentUrl: "https://smba.test/1" },
    { ...ofTeams("teams.file.download.info"), content: { uniqueId: "1" } },
    html('<p><img src="https://x.test/1" alt="me" itemid="1"></p>'),
    html('<p><img alt="Sticker" itemtype="http://schema.skype.com/Sticker"></p>'),
    { ...ofTeams("card.codesnippet"), content: { name: "x" } },
    html('<p><img alt="👍" itemtype="http://schema.skype.com/Emoji"></p>'),
    html('<blockquote itemtype="http://schema.skype.com/Reply"><img src="x"></blockquote>'),
    html("<p>&nbsp;</p>"),
  ];
  for (const attachment of attachments) await receive(inOwnChat({ attachments: [attachment] }));
  expect(messages().map(({ text, hasFiles }) => [text, hasFiles])).toEqual([
    ["", true],
    ["", true],
    ["", true],
    ["", true],
    ["", true],
    // Emoji are words, and what is quoted is another message's.
    ["👍", undefined],
    ["", undefined],
    ["", undefined],
  ]);
});

test("who is spoken to is told, and when the bot heard what was not to it", async () => {
  const { receive, messages, storage } = await startReceive();
  const heard = async () => (await storage.teams.conversations.get(idOf(CHANNEL)))?.overheardAt;
  await receive(inChannel({ text: "<at>Footnote</at> Who pays?", ...mentionsBot }));
  expect(await heard()).toBeUndefined();
  const toBen = { text: "<at>Ben Okoro</at> can you?", entities: [mentionOf(BEN)] };
  await receive(inChannel({ n: 100, root: "1", ...toBen }));
  expect(await heard()).toBe(at(100));
  const all = { id: CHANNEL, name: "General" };
  const toAll = { text: "<at>General</at> who knows?", entities: [mentionOf(all)] };
  await receive(inChannel({ n: 2_000, ...toAll }));
  expect(await heard()).toBe(at(2_000));
  await receive(inChannel({ n: 4_000, text: "<at>Footnote</at> Who pays?", ...mentionsBot }));
  expect(await heard()).toBe(at(2_000));
  expect(messages().map(({ isToOthers, mentionsBot: to }) => [isToOthers, to])).toEqual([
    ...[
      [false, true],
      [true, false],
      [false, false],
      [false, true],
    ],
  ]);
});

test("edits and deletions come with the message as it is, in its thread", async () => {
  const { receive, kept } = await startReceive();
  await receive(inOwnChat({ n: 0, text: "Holidays?" }));
  const id = `${at(0)}`;
  const edit = { n: 7_000, id, type: "messageUpdate", channelData: { eventType: "editMessage" } };
  await receive(inOwnChat({ ...edit, text: "Holidays of 2026?" }));
  await receive(inOwnChat({ ...edit, text: "Unfolded", channelData: {} }));
  const gone = { type: "messageDelete", channelData: { eventType: "softDeleteMessage" } };
  await receive(inOwnChat({ n: 7_001, id, ...gone }));
  const back = { type: "messageUpdate", channelData: { eventType: "undeleteMessage" } };
  await receive(inOwnChat({ n: 7_002, id, ...back, text: "Holidays of 2026?" }));
  const messageId = idOf(OWN, id);
  const message = { messageId, threadId: messageId, text: "Holidays of 2026?", sentAt: at(0) };
  expect(kept.map(({ group }) => group)).toEqual(Array(4).fill(messageId));
  expect(new Set(kept.map(({ key }) => key)).size).toBe(4);
  expect(kept.slice(1).map(({ event }) => event)).toMatchObject([
    { type: "message-edited", message: { ...message, editedAt: at(7_000) } },
    { type: "message-deleted", messageId },
    { type: "message-edited", isRestored: true, message: { ...message, editedAt: at(7_002) } },
  ]);
  expect(kept[1]?.event).not.toHaveProperty("isRestored");
});

test("an edit that makes a command of it says so; what is back is no new one", async () => {
  const { receive, kept } = await startReceive();
  const edit = { type: "messageUpdate", channelData: { eventType: "editMessage" } };
  const text = "<at>Footnote</at> /sources";
  await receive(inGroup({ id: `${at(0)}`, ...edit, text, ...mentionsBot }));
  await receive(inOwnChat({ id: `${at(0)}`, ...edit, text: "/etc/hosts?" }));
  const back = { ...edit, channelData: { eventType: "undeleteMessage" } };
  await receive(inOwnChat({ id: `${at(0)}`, ...back, text: "/sources" }));
  expect(kept.map(({ event }) => event)).toMatchObject([
    { type: "message-edited", isCommand: true, message: { text: "/sources" } },
    { type: "message-edited", message: { text: "/etc/hosts?" } },
  ]);
  expect(kept[1]?.event).not.toHaveProperty("isCommand");
});

test("🔇 below an answer mutes its thread, no other sign does", async () => {
  const { receive, kept, answer } = await startReceive();
  const reaction = { type: "messageReaction", replyToId: "1772323205000", from: BEN };
  const mute = [{ type: "1f507_mutedspeaker" }];
  await receive(inChannel({ root: "1", n: 3, ...reaction, reactionsAdded: mute }));
  await receive(inChannel({ root: "1", n: 4, ...reaction, reactionsRemoved: mute }));
  await receive(inChannel({ root: "1", ...reaction, reactionsAdded: [{ type: "like" }] }));
  await answer("a", { roomId: idOf(GROUP), threadId: "th", shownAs: "1772323205000" });
  await receive(inGroup({ n: 5, ...reaction, reactionsAdded: mute }));
  await receive(inGroup({ n: 6, text: "hello" }));
  const other = { ...reaction, replyToId: `${at(7)}`, reactionsAdded: mute };
  await receive(inGroup({ n: 8, ...other }));
  const muted = { type: "muted", by: `teams:${TENANT}:aad-ben` };
  const inThread = { threadId: idOf(CHANNEL, "1"), messageId: idOf(CHANNEL, "1772323205000") };
  expect(kept.map(({ event }) => event).filter(({ type }) => type === "muted")).toEqual([
    { ...muted, ...inThread, isMuted: true, at: at(3) },
    { ...muted, ...inThread, isMuted: false, at: at(4) },
    { ...muted, threadId: "th", messageId: idOf(GROUP, "1772323205000"), isMuted: true, at: at(5) },
    {
      ...{ ...muted, threadId: idOf(GROUP, `${at(6)}`), messageId: idOf(GROUP, `${at(7)}`) },
      ...{ isMuted: true, at: at(8) },
    },
  ]);
});

test("nothing overtakes in a conversation, and what cannot be kept is refused", async () => {
  const { receive, messages, world, kept } = await startReceive();
  world.slow.add(idOf(CHANNEL));
  const slow = receive(inChannel({ root: "1", n: 1, text: "first" }));
  const quick = receive(inChannel({ root: "1", n: 2, text: "second" }));
  await receive(inGroup({ n: 3, text: "elsewhere" }));
  expect(messages().map(({ text }) => text)).toEqual(["elsewhere"]);
  await Promise.all([slow, quick]);
  expect(messages().map(({ text }) => text)).toEqual(["elsewhere", "first", "second"]);
  world.failing = true;
  await expect(receive(inChannel({ text: "lost" }))).rejects.toThrow("The disk is full.");
  world.failing = false;
  await receive(inChannel({ text: "kept" }));
  expect(kept).toHaveLength(4);
});

test("a room that cannot be told is closed; who was met is kept", async () => {
  const { receive, messages, world, storage } = await startReceive();
  world.isAway = true;
  await receive(inGroup({ n: 1, text: "hello" }));
  expect(messages()).toMatchObject([{ roomKind: "closed" }]);
  await receive(inOwnChat({ n: 2, text: "hello" }));
  const { conversations, people } = storage.teams;
  expect(await people.get(ann)).toStrictEqual({
    ...{ personId: ann, workspaceId: `teams:${TENANT}`, mri: ANN.id, roomId: idOf(OWN) },
    timeZone: undefined,
    seenAt: at(2),
  });
  expect(await conversations.personalOf(ann)).toMatchObject({ roomId: idOf(OWN), botId: BOT.id });
  expect(await conversations.get(idOf(GROUP))).toStrictEqual({
    ...{ roomId: idOf(GROUP), workspaceId: `teams:${TENANT}`, kind: "group", teamId: undefined },
    ...{ serviceUrl: "https://smba.trafficmanager.net/amer/", channelType: undefined },
    ...{ person: undefined, botId: BOT.id, overheardAt: at(1), seenAt: at(1) },
  });
});

test("where somebody is comes with what they do, and stays until it is told anew", async () => {
  const { receive, storage } = await startReceive();
  const seen = async (change: Record<string, unknown>) => {
    await receive(inOwnChat({ text: "hello", ...change }));
    return (await storage.teams.people.get(ann))?.timeZone;
  };
  const info = (timezone: unknown) => ({ entities: [{ type: "clientInfo", timezone }] });
  expect(await seen({})).toBeUndefined();
  expect(await seen(info("America/Los_Angeles"))).toBe("America/Los_Angeles");
  expect(await seen({})).toBe("America/Los_Angeles");
  expect(await seen({ localTimezone: "Asia/Tokyo", ...info("Europe/Paris") })).toBe("Asia/Tokyo");
  expect(await seen({ localTimezone: "W. Europe Standard Time" })).toBe("Europe/Berlin");
  expect(await seen({ localTimezone: "Mars/Olympus", ...info("Europe/Paris") })).toBe(
    "Europe/Paris",
  );
  expect(await seen({ localTimezone: 7, ...info({ no: "name" }) })).toBe("Europe/Paris");
});
