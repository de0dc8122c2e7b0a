import { expect, test } from "vitest";
import { createGraphSettings, type GraphWorld } from "./graph-world.ts";
import { handleGraph } from "./handle-graph.ts";

const TOKEN = "Bearer of-the-app";
const person = (objectId: string, role: "user" | "guest", tenantId = "t1") => ({
  ...{ objectId, role, tenantId, displayName: objectId, isDisabled: false, timeZone: "UTC" },
  email: `${objectId}@lakeside-bikes.test`,
  userPrincipalName: `${objectId}@lakeside-bikes.test`,
});
const message = (id: string, from: string, text: string) => ({
  ...{ id, from, text, rootId: "1", at: Number(id) * 1_000, isDeleted: false },
  mentions: [{ text: "<at>Footnote</at>", id: "28:app", name: "Footnote" }],
});

function createWorld(): GraphWorld {
  const team = {
    id: "19:team",
    groupId: "g-team",
    name: "Contoso",
    visibility: "private" as const,
  };
  const messages = Array.from({ length: 60 }, (_, at) => message(String(at + 1), "ana", "hi"));
  const none = { teamId: undefined, channelType: undefined };
  return {
    url: "http://graph.test",
    tenantId: "t1",
    app: { id: "app", name: "Footnote" },
    identity: { tokenOf: (token) => (token === TOKEN ? { tenantId: "t1" } : undefined) },
    people: new Map([
      ["ana", person("ana", "user")],
      ["gina", person("gina", "guest")],
      ["nils", person("nils", "user", "t2")],
    ]),
    teams: new Map([
      [
        "19:team",
        { ...team, members: new Set(["ana", "gina"]), owners: new Set(["ana"]), hearsAll: true },
      ],
    ]),
    rooms: new Map([
      [
        "19:team",
        {
          id: "19:team",
          teamId: "19:team",
          channelType: "standard",
          members: new Set<string>(),
          hearsAll: false,
          messages,
        },
      ],
      ["19:chat", { ...none, id: "19:chat", members: new Set(["ana"]), hearsAll: true, messages }],
      [
        "19:other",
        { ...none, id: "19:other", members: new Set(["ana"]), hearsAll: false, messages },
      ],
    ]),
    groups: new Map([
      ["g1", { id: "g1", name: "Outer", members: new Set(["g2"]) }],
      ["g2", { id: "g2", name: "Inner", members: new Set(["gina", "g1"]) }],
    ]),
    graph: createGraphSettings(),
  };
}

async function get(path: string, world = createWorld(), token = TOKEN) {
  const url = path.startsWith("http") ? path : `http://elsewhere/graph/v1.0/${path}`;
  const response = await handleGraph(
    new Request(url, { headers: { authorization: token } }),
    world,
  );
  const body = (await response?.json()) as Record<string, unknown> & { value: { id: string }[] };
  return { status: response?.status, headers: response?.headers, body };
}

const refused = (status: number, code: string) => ({ status, body: { error: { code } } });
const idsOf = ({ body }: Awaited<ReturnType<typeof get>>) => body.value.map(({ id }) => id);

test("only the app's token opens it, and only reading", async () => {
  const bad = refused(401, "InvalidAuthenticationToken");
  expect(await get("users", createWorld(), "Bearer x")).toMatchObject(bad);
  expect(await handleGraph(new Request("http://x/connector/v3"), createWorld())).toBeUndefined();
  const headers = { authorization: TOKEN };
  const post = new Request("http://x/graph/v1.0/users", { method: "POST", headers });
  expect((await handleGraph(post, createWorld()))?.status).toBe(405);
});

test("people and groups are those of the tenant, with the properties that are asked for", async () => {
  expect((await get("users/gina?$select=id,userType")).body).toEqual({
    "@odata.type": "#microsoft.graph.user",
    id: "gina",
    userType: "Guest",
  });
  expect(await get("users/nils")).toMatchObject(refused(404, "Request_ResourceNotFound"));
  expect(await get("users/ana?$select=shoeSize")).toMatchObject(refused(400, "BadRequest"));
  expect(await get("users/ana?$top=1")).toMatchObject(refused(400, "BadRequest"));
  expect(idsOf(await get("users?$filter=mail eq 'ana@lakeside-bikes.test'"))).toEqual(["ana"]);
  expect(idsOf(await get("groups?$filter=displayName eq 'inner'"))).toEqual(["g2"]);
  expect(await get("groups?$filter=displayName eq 'o'clock'")).toMatchObject({ status: 400 });
  expect(idsOf(await get("groups/g1/transitiveMembers")).sort()).toEqual(["g2", "gina"]);
  expect(idsOf(await get("groups/g-team/transitiveMembers")).sort()).toEqual(["ana", "gina"]);
  expect((await get("teams/g-team?$select=visibility")).body).toEqual({ visibility: "private" });
  expect(await get("teams/g1")).toMatchObject(refused(404, "NotFound"));
});

test("lists are pages; the next one has its own address", async () => {
  const world = createWorld();
  world.graph.pageSize = 1;
  const first = await get("groups?$select=id&$top=5", world);
  const next = String(first.body["@odata.nextLink"]);
  expect(next).toMatch(/^http:\/\/graph\.test\/graph\/v1\.0\/groups\?/);
  const second = await get(next, world);
  expect([...idsOf(first), ...idsOf(second)]).toEqual(["g1", "g2"]);
  expect(await get("groups?$top=1000")).toMatchObject({ status: 400 });
  expect(await get("groups?$skiptoken=x")).toMatchObject({ status: 400 });
});

test("a chat has a topic where people gave it one, and no options", async () => {
  const world = createWorld();
  expect((await get("chats/19:chat", world)).body).toMatchObject({ topic: null });
  const chat = world.rooms.get("19:chat");
  if (chat !== undefined) chat.topic = "Launch";
  expect((await get("chats/19:chat", world)).body).toMatchObject({ topic: "Launch" });
  expect(await get("chats/19:chat?$select=topic", world)).toMatchObject({ status: 400 });
  expect(await get("chats/19:none", world)).toMatchObject({ status: 404 });
  world.graph.granted.delete("Chat.ReadBasic.WhereInstalled");
  expect(await get("chats/19:chat", world)).toMatchObject(refused(403, "Forbidden"));
});

test("messages are Graph's, newest first, where the team or chat granted them", async () => {
  const thread = "teams/g-team/channels/19%3Ateam/messages/1";
  const replies = await get(`${thread}/replies?$top=50`);
  expect(idsOf(replies)[0]).toBe("60");
  expect(idsOf(replies)).toHaveLength(50);
  expect(await get(`${thread}/replies?$top=51`)).toMatchObject({ status: 400 });
  expect(await get(`${thread}/replies?$orderby=createdDateTime`)).toMatchObject({ status: 400 });
  expect((await get(thread)).body).toMatchObject({ id: "1", replyToId: null, chatId: null });
  const chat = "chats/19%3Achat/messages?$orderby=createdDateTime desc&$filter=createdDateTime lt ";
  expect(idsOf(await get(`${chat}1970-01-01T00:00:03.000Z`))).toEqual(["2", "1"]);
  expect(await get("chats/19%3Aother/messages")).toMatchObject(refused(403, "Forbidden"));
  expect(await get("chats/19%3Ateam/messages")).toMatchObject(refused(404, "NotFound"));
});

test("what is not granted is refused in the directory's words, and too much is told to wait", async () => {
  const world = createWorld();
  world.graph.granted.clear();
  const denied = refused(403, "Authorization_RequestDenied");
  expect(await get("users/ana", world)).toMatchObject(denied);
  expect(await get("groups/g1/transitiveMembers", world)).toMatchObject(denied);
  expect(await get("teams/g-team", world)).toMatchObject(refused(403, "Forbidden"));
  world.graph.throttled = 1;
  const limited = await get("users/ana", world);
  expect(limited).toMatchObject(refused(429, "TooManyRequests"));
  expect(limited.headers?.get("retry-after")).toBe("2");
  expect(world.graph.calls.map(({ status }) => status)).toEqual([403, 403, 403, 429]);
});
