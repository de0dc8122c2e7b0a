import { expect, test } from "vitest";
import type { AdminReply } from "../../../../src/chat/admin-reply.ts";
import { ChatError } from "../../../../src/chat/chat-error.ts";
import { createGraph } from "../../../../src/chat/teams/graph/graph.ts";
import { withNamedReaders } from "../../../../src/chat/teams/people/groups/name-readers.ts";
import { COMPANY, GROUP_ID } from "./people-world.ts";
import { startPeople } from "./start-people.ts";

const GONE = "77777777-0000-4000-8000-000000000000";

test("groups are shown by the names that they have in Entra, to that tenant's people", async () => {
  const { world, people } = await startPeople({ isGraphOn: true });
  const appToken = async (_scope: string, tenantId = "") => world.tokenFor(tenantId);
  const graph = createGraph({ pretendUrl: world.url }, { appToken, now: () => Date.now() });
  const told: AdminReply[] = [];
  const keep = async (_to: unknown, reply: AdminReply, ..._: unknown[]) => void told.push(reply);
  const port = { answerCommand: keep, showProgress: keep, tell: keep, post: keep };
  const to = { person: `teams:${COMPANY}:ana`, workspaceId: `teams:${COMPANY}` };
  const tell = async (text: string, person = to.person) => {
    const reply: AdminReply = { parts: [{ type: "text", text }] };
    await withNamedReaders(port, { ...people, graph }).tell({ ...to, person }, reply, "k");
    return told.at(-1)?.parts;
  };
  const group = `entra-group:${COMPANY}:${GROUP_ID}`;
  const text = (said: string) => [{ type: "text" as const, text: said }];
  expect(await tell(`is for ${group}, everyone`)).toEqual(text("is for Contoso, everyone"));
  expect(await tell(`entra-group:${COMPANY}:${GONE}`)).toEqual(text("a group that is gone"));
  expect(await tell(group, "teams:other:x")).toEqual(text("a group of another tenant"));
  world.graph.granted.clear();
  expect(await tell(group)).toEqual(text(group));
  const calls = world.graph.calls.length;
  await tell("is for everyone");
  const off = withNamedReaders(port, { ...people, graph: undefined });
  await off.tell(to, { parts: text(group) }, "k");
  expect(told.at(-1)?.parts).toEqual(text(group));
  expect(world.graph.calls).toHaveLength(calls);
});

test("rooms and people are shown by the names that whoever looks knows them by", async () => {
  const { people, meet, personId, roomId, world } = await startPeople({ isGraphOn: true });
  for (const room of ["General", "Help", "Board", "Lunch", "Standup", "@ana"]) await meet(room);
  const told: AdminReply[] = [];
  const keep = async (_to: unknown, reply: AdminReply, ..._: unknown[]) => void told.push(reply);
  const port = { answerCommand: keep, showProgress: keep, tell: keep, post: keep };
  const named = withNamedReaders(port, { ...people, graph: undefined });
  const shown = async (text: string, who = "ana") => {
    const to = { person: who.includes(":") ? who : personId(who), workspaceId: "w" };
    const items = [{ title: "t", lines: [text] }];
    await named.tell(to, { parts: [{ type: "list", title: "", items, none: "" }] }, "k");
    const [part] = told.at(-1)?.parts ?? [];
    return part?.type === "list" ? part.items[0]?.lines[0] : undefined;
  };
  const asReader = (room: string) => roomId(room).replace("teams:", "teams-channel:");
  expect(await shown(`For: ${asReader("Board")} and everyone`)).toBe(
    "For: Contoso › Board and everyone",
  );
  expect(await shown(asReader("Board"), "ben")).toBe("a channel that you are not in");
  // Anybody may join the team, so that anybody knows it.
  expect(await shown(asReader("Help"), "ben")).toBe("Contoso › Help");
  expect(await shown(JSON.stringify({ room: roomId("Lunch"), person: personId("ben") }))).toBe(
    JSON.stringify({ room: "the chat of ben", person: "ben" }),
  );
  expect(await shown(roomId("Lunch"), "cem")).toBe("a chat that you are not in");
  expect(await shown(`${roomId("Standup")}.`)).toBe("the chat of gina, nils and 1 more.");
  expect(await shown(roomId("@ana"))).toBe("your own chat with me");
  expect(await shown(asReader("Cellar"))).toBe("a chat or channel whose name Teams does not tell");
  const message = `${roomId("Lunch")}:1700000000001`;
  expect(await shown(`answer ${message}~ana`)).toBe(`answer ${message}~ana`);
  const aside = `${message}~private:${personId("ana")}`;
  expect(await shown(`"${aside}", "${message}"`, "cem")).toBe(
    '"something said in a chat that you are not in", "something said in a chat that you are not in"',
  );
  expect(await shown("open teams:meeting:start or teams-channel:my:room")).toBe(
    "open teams:meeting:start or teams-channel:my:room",
  );
  expect(await shown(personId("cem"))).toBe(personId("cem"));
  expect(await shown(personId("ben"), "teams:other:x")).toBe(
    "somebody or a room of another tenant",
  );
  world.fault = new ChatError("unavailable", "Teams answered 502.");
  expect(await shown(roomId("Lunch"))).toBe(roomId("Lunch"));
});
