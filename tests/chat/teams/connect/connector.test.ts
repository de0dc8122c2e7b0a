import { expect, test } from "vitest";
import { ChatError } from "../../../../src/chat/chat-error.ts";
import type { OutgoingActivity } from "../../../../src/chat/teams/connect/teams-connector.ts";
import { CONNECTOR_AUDIENCE } from "../../../counterparts/teams/identity/create-identity.ts";
import { APP_ID, type SeenCall, startConnect, TENANT } from "./start-connect.ts";

const ROOM = "19:room@thread.tacv2";

const ANSWER: OutgoingActivity = {
  type: "message",
  text: "Ask at the desk [1]. <at>Amy</at>",
  textFormat: "markdown",
  summary: "An answer",
  entities: [
    {
      type: "https://schema.org/Message",
      "@type": "Message",
      "@context": "https://schema.org",
      additionalType: ["AIGeneratedContent"],
      citation: [
        {
          "@type": "Claim",
          position: 1,
          appearance: {
            "@type": "DigitalDocument",
            name: "Badges",
            abstract: "Badges are given at the desk.",
            url: "https://handbook.example.com/badges",
            keywords: ["handbook", "2 days old"],
          },
        },
      ],
    },
    { type: "streaminfo", streamType: "final", streamId: "a-0001", streamSequence: 3 },
    { type: "mention", text: "<at>Amy</at>", mentioned: { id: "29:amy", name: "Amy" } },
  ],
  attachments: [
    {
      contentType: "application/vnd.microsoft.card.adaptive",
      content: { type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlock", text: "1" }] },
    },
  ],
  channelData: { feedbackLoop: { type: "custom" } },
};

test("on the wire a message has all that it was given, its token and its place", async () => {
  const { connector, address, calls, identity } = await startConnect();
  const thread = { ...address, conversationId: `${ROOM};messageid=1700000000001` };
  expect(await connector.send(thread, ANSWER)).toBe("1700000000000");
  const [call] = calls;
  expect(calls).toHaveLength(1);
  expect(call?.method).toBe("POST");
  expect(decodeURIComponent(call?.path ?? "")).toBe(
    `/connector/v3/conversations/${ROOM};messageid=1700000000001/activities`,
  );
  expect(identity.tokenOf(call?.authorization, CONNECTOR_AUDIENCE)?.tenantId).toBe(TENANT);
  const sent = JSON.parse(call?.body ?? "");
  expect(sent).toMatchObject(ANSWER);
  expect(sent.entities).toEqual(ANSWER.entities);
  expect(sent.attachments).toEqual(ANSWER.attachments);
  expect(sent.channelData).toEqual(ANSWER.channelData);
  expect(sent.from.id).toBe(`28:${APP_ID}`);
});

test("each piece of a stream has its sequence; a sign of typing has no id", async () => {
  const { connector, address, calls } = await startConnect({
    answer: ({ body }) =>
      body.includes("streaminfo")
        ? Response.json({ id: "a-0001" }, { status: 201 })
        : new Response(null, { status: 202 }),
  });
  const entities = [{ type: "streaminfo", streamType: "streaming", streamSequence: 1 }];
  expect(await connector.send(address, { type: "typing", text: "Ask", entities })).toBe("a-0001");
  expect(await connector.send(address, { type: "typing" })).toBeUndefined();
  expect(JSON.parse(calls[0]?.body ?? "").entities).toEqual(entities);
});

test("a message is changed and taken away where it is", async () => {
  const { connector, address, calls } = await startConnect({
    answer: ({ method }) => (method === "DELETE" ? new Response(null) : Response.json({ id: "1" })),
  });
  await connector.update(address, "17000/1", { type: "message", text: "Now" });
  await connector.remove(address, "17000/1");
  const path = `/connector/v3/conversations/${encodeURIComponent(ROOM)}/activities/17000%2F1`;
  expect(calls.map(({ method, path: at }) => [method, at])).toEqual([
    ["PUT", path],
    ["DELETE", path],
  ]);
  expect(JSON.parse(calls[0]?.body ?? "")).toMatchObject({ id: "17000/1", text: "Now" });
});

test("a personal chat is opened with one person, in their tenant", async () => {
  const { connector, address, calls } = await startConnect({
    answer: () => Response.json({ id: "a:1chat" }, { status: 201 }),
  });
  expect(await connector.openPersonal(address, "29:amy")).toBe("a:1chat");
  expect(calls[0]).toMatchObject({ method: "POST", path: "/connector/v3/conversations" });
  expect(JSON.parse(calls[0]?.body ?? "")).toMatchObject({
    isGroup: false,
    bot: { id: `28:${APP_ID}` },
    members: [{ id: "29:amy" }],
    tenantId: TENANT,
    channelData: { tenant: { id: TENANT } },
  });
});

const amy = {
  ...{ id: "29:amy", objectId: "6d3d", name: "Amy Ahn", email: "Amy@Lakeside.example.com" },
  ...{ userPrincipalName: "amy@lakeside.example.com", tenantId: TENANT, userRole: "user" },
};
const readAmy = {
  ...{ id: "29:amy", aadObjectId: "6d3d", name: "Amy Ahn", email: "Amy@Lakeside.example.com" },
  ...{ userPrincipalName: "amy@lakeside.example.com", tenantId: TENANT, userRole: "user" },
};

test("members are those of all pages, with all that the roster says of them", async () => {
  const pages: Record<string, unknown> = {
    "": { members: [amy], continuationToken: "next page/2" },
    "next page/2": { members: [], continuationToken: "3" },
    "3": { members: [{ id: "29:guest", name: null, email: "", userRole: "guest" }] },
  };
  const { connector, address, calls } = await startConnect({
    answer: ({ path }) => {
      const { searchParams } = new URL(path, "http://x");
      expect(searchParams.get("pageSize")).toBe("500");
      return Response.json(pages[searchParams.get("continuationToken") ?? ""]);
    },
  });
  const thread = { ...address, conversationId: `${ROOM};messageid=1` };
  const members = await connector.members(thread);
  expect(members).toHaveLength(2);
  expect(members[0]).toEqual(readAmy);
  expect(members[1]).toMatchObject({ name: undefined, email: undefined, userRole: "guest" });
  expect(calls).toHaveLength(3);
  expect(calls[0]?.path).toMatch(/\/v3\/conversations\/19%3Aroom%40thread.tacv2\/pagedmembers\?/);
});

test.each([
  ["has no end", { members: [amy], continuationToken: "same" }, /has no end/],
  ["holds somebody without an id", { members: [amy, { name: "?" }] }, /cannot be read/],
  ["is none", { people: [] }, /cannot be read/],
])("a roster that %s is no roster", async (_, page, sentence) => {
  const { connector, address } = await startConnect({ answer: () => Response.json(page) });
  const error = await connector.members(address).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ChatError);
  expect(error).toMatchObject({ code: "unavailable", message: expect.stringMatching(sentence) });
});

test("one member, a team and its channels are asked for", async () => {
  const { connector, address, calls } = await startConnect({
    answer: ({ path }) => {
      if (path.includes("/members/29%3Aamy")) return Response.json(amy);
      if (path.endsWith("/conversations")) {
        const general = { id: "19:general@thread.tacv2", name: null };
        return Response.json({
          conversations: [general, { id: "19:p", name: "P", type: "private" }],
        });
      }
      return Response.json({ id: "19:team", name: "Bikes", aadGroupId: "g-1" });
    },
  });
  expect(await connector.member(address, "29:amy")).toEqual(readAmy);
  expect(await connector.team(address, "19:team")).toEqual({
    ...{ id: "19:team", name: "Bikes", aadGroupId: "g-1" },
  });
  expect(await connector.channels(address, "19:team")).toEqual([
    { id: "19:general@thread.tacv2", name: undefined, type: undefined },
    { id: "19:p", name: "P", type: "private" },
  ]);
  expect(calls.slice(1).map(({ path }) => path)).toEqual([
    "/connector/v3/teams/19%3Ateam",
    "/connector/v3/teams/19%3Ateam/conversations",
  ]);
});

test("who is not in a conversation is nobody, a conversation that is not there an error", async () => {
  let code = "MemberNotFoundInConversation";
  const { connector, address } = await startConnect({
    answer: () => Response.json({ error: { code, message: "no" } }, { status: 404 }),
  });
  expect(await connector.member(address, "29:bo")).toBeUndefined();
  code = "ConversationNotFound";
  await expect(connector.member(address, "29:bo")).rejects.toMatchObject({ code: "unknown-room" });
});

test("the playground is spoken to without a token", async () => {
  const seen: SeenCall[] = [];
  const { connector, address } = await startConnect({
    ...{ app: undefined, tenantIds: [], pretendUrl: undefined, isPlayground: true },
    answer: (call) => {
      seen.push(call);
      return Response.json({ id: "p-1" });
    },
  });
  expect(await connector.send(address, { type: "message", text: "x" })).toBe("p-1");
  expect(seen[0]?.authorization).toBeNull();
});
