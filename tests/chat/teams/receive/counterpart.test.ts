import { expect, onTestFinished, test } from "vitest";
import { teamsId } from "../../../../src/chat/teams/teams-ids.ts";
import { serve } from "../../../counterparts/shared/serve.ts";
import { startTeamsCounterpart } from "../../../counterparts/teams/start-teams-counterpart.ts";
import { startReceive } from "./start-receive.ts";

/** The pretend Teams, with what is received behind a door that lets everybody in. */
async function startTalking() {
  const teams = await startTeamsCounterpart({ rateLimits: "none", speed: 200 });
  onTestFinished(teams.close);
  const started = await startReceive({ tenantIds: [teams.company.tenantId] });
  const server = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const reply = await started
      .receive(JSON.parse(Buffer.concat(chunks).toString("utf8")))
      .catch(() => ({ status: 500, body: undefined }));
    response.writeHead(reply?.status ?? 200, { "content-type": "application/json" });
    response.end(reply?.body === undefined ? "" : JSON.stringify(reply.body));
  });
  onTestFinished(server.close);
  teams.listenAt(server.url);
  return { ...started, teams };
}

test("what people write is kept with its thread, whoever else hears it", async () => {
  const { teams, messages, storage } = await startTalking();
  const { people, company } = teams;
  const root = people.mention("ana", "Help", "how many @ben days, <b>?\nand now?");
  await teams.settled();
  people.mention("ben", "Help", "and part-timers?", { thread: root });
  people.say("ana", "@ana", "and here?");
  people.mention("cem", "Lunch", "who pays?");
  people.say("cem", "Lunch", "nobody told the bot");
  await teams.settled();
  const said = messages().toSorted((a, b) => a.sentAt - b.sentAt);
  const threadId = said[0]?.messageId;
  expect(said).toMatchObject([
    { text: "how many @Ben Okoye days, <b>?\nand now?", mentionsBot: true, roomKind: "open" },
    { text: "and part-timers?", threadId },
    { text: "and here?", roomKind: "direct", mentionsBot: false },
    { text: "who pays?", isInChat: true },
  ]);
  expect(threadId).toBe(said[0]?.threadId);
  const own = await storage.teams.conversations.personalOf(said[2]?.askedBy ?? "");
  expect(own?.serviceUrl).toBe(teams.serviceUrl);
  expect(said[0]?.workspaceId).toBe(`teams:${company.tenantId}`);
});

test("edits, deletions, signs and comings come as they happened", async () => {
  const { teams, events, storage } = await startTalking();
  const { people } = teams;
  const said = people.say("ana", "@ana", "one");
  await teams.settled();
  people.edit(said, "two");
  await teams.settled();
  people.delete(said);
  await teams.settled();
  people.undelete(said);
  people.install("eva");
  people.addMember("adam", "Help", "eva");
  people.archiveTeam("adam", "Contoso");
  await teams.settled();
  people.uninstall("eva");
  people.uninstall("ana", "Lunch");
  await teams.settled();
  const types = events().map(({ type }) => type);
  expect(types.slice(0, 3)).toEqual(["message", "message-edited", "message-deleted"]);
  expect(types.toSorted()).toEqual(
    [
      ...["message", "message-edited", "message-edited", "message-deleted"],
      ...["room-opened", "room-opened", "installed", "room-closed", "room-closed"],
      ...["room-closed", "room-closed"],
    ].toSorted(),
  );
  const workspaceId = `teams:${teams.company.tenantId}`;
  const rooms = await storage.teams.conversations.ofTeam(workspaceId, teams.company.team.id);
  const changes = rooms.map((room) => storage.teams.conversations.peopleChangedAt(room));
  expect(new Set(await Promise.all(changes))).toEqual(new Set([expect.any(Number)]));
});

test("a new private channel is heard of once somebody added the app there, and alone", async () => {
  const { teams, events, messages, storage } = await startTalking();
  const { people, company } = teams;
  people.mention("ana", "Help", "how many days?");
  await teams.settled();
  const room = people.createChannel("adam", "Contoso", "Pay", {
    type: "private",
    members: ["ana"],
  });
  people.mention("ana", "Pay", "before?");
  people.install("ana", "Pay");
  await teams.settled();
  const roomId = teamsId(company.tenantId, room.id);
  expect(events().slice(1)).toMatchObject([
    { type: "room-opened", roomId },
    { type: "installed", roomId },
  ]);
  people.mention("ana", "Pay", "after?");
  await teams.settled();
  expect(messages().slice(1)).toMatchObject([{ text: "after?", roomId }]);
  expect((await storage.teams.conversations.get(roomId))?.channelType).toBe("private");
  people.uninstall("ana", "Pay");
  await teams.settled();
  expect(events().slice(4)).toMatchObject([{ type: "room-closed", roomId }]);
});

test("what comes twice, late and out of order is each thing once, in one thread", async () => {
  const { teams, kept, messages } = await startTalking();
  teams.world.chaos = { twice: 0.5, late: 0.3, lateMs: 60_000, shuffled: 0.5 };
  for (let n = 0; n < 30; n++) teams.people.mention("ana", "Lunch", `question ${n}?`);
  await teams.settled(20_000);
  const keys = new Set(kept.map(({ key }) => key));
  expect(keys.size).toBe(30);
  expect(kept.length).toBeGreaterThan(30);
  expect(new Set(messages().map(({ threadId }) => threadId)).size).toBe(1);
});
