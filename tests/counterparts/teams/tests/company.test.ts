import { afterEach, beforeEach, expect, test } from "vitest";
import type { TeamsCounterpart } from "../start-teams-counterpart.ts";
import { at, caller, idOf, personOf, start, type TinyBot, tinyBot, tokenFor } from "./start.ts";

let teams: TeamsCounterpart;
let bot: TinyBot;

beforeEach(async () => {
  teams = await start();
  bot = await tinyBot(teams);
});

afterEach(async () => {
  await bot.close();
  await teams.close();
});

/** What the bot heard, without order between two that came at once. */
async function heard() {
  await teams.settled();
  const all = bot.heard.map(({ type, channelData, conversation, ...rest }) =>
    `${type} ${channelData.eventType ?? rest.action ?? ""} ${Object.keys(rest).find((key) => key.startsWith("members")) ?? ""} ${roomName(conversation.id)}`.replaceAll(
      / +/g,
      " ",
    ),
  );
  bot.heard.length = 0;
  return all.toSorted();
}

function roomName(id: string) {
  return teams.world.rooms.get(id)?.name;
}

test("the app comes and goes: for a person, in a chat, in a team", async () => {
  teams.people.install("eva");
  expect(await heard()).toEqual([
    "conversationUpdate membersAdded @eva",
    "installationUpdate add @eva",
  ]);
  teams.people.uninstall("eva");
  expect(await heard()).toEqual(["installationUpdate remove @eva"]);
  teams.people.uninstall("ana", "Lunch");
  expect(await heard()).toEqual([
    "conversationUpdate membersRemoved Lunch",
    "installationUpdate remove Lunch",
  ]);
  const call = await caller(teams);
  const refused = await call("POST", at(idOf(teams, "Lunch")), { type: "message", text: "Hi" });
  expect(refused.status).toBe(403);
  teams.people.uninstall("adam", "General");
  expect(await heard()).toEqual([
    "conversationUpdate teamMemberRemoved membersRemoved General",
    "installationUpdate remove General",
  ]);
  teams.people.mention("ana", "Help", "Anybody?");
  expect(await heard()).toEqual([]);
  teams.people.install("adam", "Help");
  expect(await heard()).toEqual([
    "conversationUpdate teamMemberAdded membersAdded Help",
    "installationUpdate add Help",
  ]);
});

test("a new private or shared channel has the app once somebody added it there", async () => {
  const { people } = teams;
  people.createChannel("adam", "Contoso", "Pay", { type: "private", members: ["adam", "ana"] });
  people.addMember("adam", "Pay", "ben");
  people.mention("ana", "Pay", "Anybody?");
  expect(await heard()).toEqual([]);
  const pay = idOf(teams, "Pay");
  const call = await caller(teams);
  const say = () => call("POST", at(pay), { type: "message", text: "Hi" });
  const listed = async () => {
    const { body } = await call("GET", `teams/${teams.company.team.id}/conversations`);
    return JSON.stringify(body).includes(pay);
  };
  expect((await say()).status).toBe(403);
  expect(await listed()).toBe(false);
  people.install("ana", "Pay");
  people.mention("ana", "Pay", "Now?");
  expect(await heard()).toEqual([
    "conversationUpdate channelMemberAdded membersAdded Pay",
    "message undefined",
  ]);
  expect((await say()).status).toBe(201);
  expect(await listed()).toBe(true);
  people.uninstall("ana", "Pay");
  people.mention("ana", "Board", "Still there?");
  people.uninstall("adam", "General");
  await heard();
  expect(() => people.install("ana", "Board")).toThrow("add the app to the team of Board first");
  people.install("adam", "General");
  await heard();
  people.mention("ana", "Board", "And now?");
  expect(await heard()).toEqual([]);
});

test("people come and go, guests and outsiders where Teams takes them", async () => {
  teams.people.addMember("adam", "Help", "eva");
  teams.people.removeMember("adam", "Help", "gina");
  teams.people.addMember("ana", "Lunch", "nils");
  teams.people.removeMember("adam", "Partners", "nils");
  expect(await heard()).toEqual([
    "conversationUpdate channelMemberRemoved membersRemoved Partners",
    "conversationUpdate membersAdded Lunch",
    "conversationUpdate teamMemberAdded membersAdded General",
    "conversationUpdate teamMemberRemoved membersRemoved General",
  ]);
  expect(() => teams.people.addMember("adam", "Help", "nils")).toThrow("only shared channels");
  expect(teams.read("nils", "Lunch")).toBe("Lunch");
  expect(() => teams.read("gina", "Help")).toThrow("gina is not in Help");
});

test("channels and teams change", async () => {
  teams.people.createChannel("adam", "Contoso", "News");
  teams.people.renameChannel("adam", "News", "Old news");
  const news = idOf(teams, "Old news");
  teams.people.deleteChannel("adam", "Old news");
  teams.people.restoreChannel("adam", news);
  teams.people.renameTeam("adam", "Contoso", "Contoso Ltd");
  teams.people.archiveTeam("adam", "Contoso Ltd");
  expect(() => teams.people.say("ana", "Help", "hm")).toThrow("archived");
  teams.people.unarchiveTeam("adam", "Contoso Ltd");
  const help = idOf(teams, "Help");
  teams.people.deleteTeam("adam", "Contoso Ltd");
  expect((await heard()).map((one) => one.split(" ")[1])).toEqual([
    "channelCreated",
    "channelDeleted",
    "channelRenamed",
    "channelRestored",
    "teamArchived",
    "teamDeleted",
    "teamRenamed",
    "teamUnarchived",
  ]);
  const call = await caller(teams);
  expect((await call("POST", at(help), { type: "message", text: "Hi" })).status).toBe(404);
});

test("tests add people, teams, channels and chats of their own", async () => {
  teams.people.addUser("zoe", { displayName: "Zoe Ito", role: "guest" });
  teams.people.addTeam("Sales", { members: ["ana", "zoe"], hearsAll: true });
  teams.people.addChannel("Sales", "Help", { type: "private", members: ["zoe"], isBotIn: true });
  teams.people.addChat("Two", { members: ["zoe", "ana"] });
  expect(() => teams.people.say("zoe", "Help", "x")).toThrow("Contoso/Help or Sales/Help");
  teams.people.say("zoe", "Sales/General", "heard");
  teams.people.mention("zoe", "Sales/Help", "heard too");
  await teams.settled();
  expect(bot.heard.map(({ text }) => text).toSorted()).toEqual([
    "<at>Footnote</at> heard too",
    "heard",
  ]);
  expect(personOf(teams, "zoe").userPrincipalName).toContain("#EXT#");
});

test("people and scripts do it all over HTTP", async () => {
  const ask = async (task: object) => {
    const response = await fetch(`${teams.url}/_control/do`, {
      method: "POST",
      body: JSON.stringify(task),
    });
    return { status: response.status, value: await response.json() };
  };
  const said = await ask({ do: "mention", who: "ana", room: "Help", text: "How?" });
  expect(said).toMatchObject({ status: 200, value: { id: expect.any(String) } });
  expect(await ask({ do: "read", who: "ben", room: "Help" })).toMatchObject({
    value: "Contoso/Help\nAna Lima: @Footnote How?",
  });
  expect((await ask({ do: "read", who: "eva", room: "Help" })).status).toBe(400);
  expect((await ask({ do: "dance" })).status).toBe(400);
  await teams.settled();
  const deliveries = await (await fetch(`${teams.url}/_control/deliveries`)).json();
  expect(deliveries).toMatchObject([{ what: "message", acknowledged: true }]);
});

test("Graph tells of the same company", async () => {
  const token = await tokenFor(teams, "https://graph.microsoft.com/.default");
  const { groupId } = teams.company.team;
  const headers = { authorization: `Bearer ${token}` };
  const ask = (path: string) => fetch(`${teams.url}/graph/v1.0/${path}`, { headers });
  const members = (await (await ask(`groups/${groupId}/transitiveMembers`)).json()) as {
    value: { displayName: string }[];
  };
  expect(members.value.map(({ displayName }) => displayName)).toContain("Gina Rossi");
  teams.people.say("ana", "Help", "Not heard.");
  const path = `teams/${groupId}/channels/${encodeURIComponent(idOf(teams, "Help"))}/messages`;
  const [said] = teams.world.rooms.get(idOf(teams, "Help"))?.messages ?? [];
  expect((await ask(`${path}/${said?.id}`)).status).toBe(403);
  const team = teams.world.teams.get(teams.company.team.id);
  if (team !== undefined) team.hearsAll = true;
  expect((await ask(`${path}/${said?.id}`)).status).toBe(200);
});
