import { expect, test } from "vitest";
import { startTeams } from "./journeys/start-teams.ts";

const WAIT = { timeout: 8_000 };
const FILES = { "leave.md": "# Leave\n\nEverybody has 30 days of annual leave a year." };

async function start(isGraphOn = false) {
  const { teams, app } = await startTeams({ files: () => FILES, isGraphOn });
  const { people, world } = teams;
  /** The bot's next message there. */
  async function next(where: string, act: () => unknown) {
    const before = people.botMessages(where).length;
    await act();
    const count = () => people.botMessages(where).length;
    await expect.poll(count, WAIT).toBeGreaterThan(before);
    await teams.settled();
    return people.botMessages(where)[before] ?? expect.fail("no message");
  }
  const textIn = async (where: string, who: string, act: () => unknown) => {
    const message = await next(where, act);
    return `${message.text} ${people.cards(who, message)}`;
  };
  /** Ben asks what no document says. */
  async function askExpert(room: string) {
    await people.mention("ben", room, "What is the wingspan of a zebra plane?");
    const offering = () =>
      people.botMessages(room).find((one) => people.cards("ben", one).includes("Ask an expert"));
    await expect.poll(offering, WAIT).toBeDefined();
    await teams.settled();
    await people.click("ben", offering() ?? expect.fail("no button"), "Ask an expert");
    await expect.poll(() => teams.read("ben", room), WAIT).toContain("asks for an expert");
  }
  return {
    ...{ askExpert, teams, app, people, world },
    own: (who: string, words: string) =>
      textIn(`@${who}`, who, () => people.say(who, `@${who}`, words)),
    inRoom: (who: string, room: string, words: string) =>
      textIn(`@${who}`, who, () => people.mention(who, room, words)),
    person: (who: string) =>
      [...world.people.values()].find(({ name }) => name === who) ?? expect.fail(who),
  };
}

test("an expert who never wrote is called, and so is an admin made", async () => {
  const { askExpert, teams, inRoom, own, world } = await start();
  expect(await inRoom("adam", "Help", "/channel expert @ana")).toMatch(/expert: Ana/);
  expect(await inRoom("adam", "Help", "/admins add @cem")).toContain("Cem Aydin is an admin now");
  expect(await inRoom("adam", "Help", "/admins add @gina")).toMatch(
    /Gina.* is no full member here/,
  );
  await own("ben", "/help");
  await askExpert("Help");
  expect(teams.read("ben", "Help")).toMatch(/asks for an expert: @?Ana/);
  expect(world.complaints).toEqual([]);
}, 30_000);

test("who is named where they are not stays known where they are", async () => {
  const { askExpert, teams, inRoom, own, world } = await start();
  await own("ben", "/help");
  await inRoom("adam", "Help", "/channel expert @cem");
  await inRoom("adam", "Board", "/channel expert @cem");
  await askExpert("Help");
  expect(teams.read("ben", "Help")).toMatch(/asks for an expert: @?Cem/);
  expect(world.complaints).toEqual([]);
}, 30_000);

test("a digest asks about everybody in the room, whether they wrote or not", async () => {
  const { people, inRoom } = await start();
  const { id } = people.addChat("Admins", { members: ["adam", "cem"] });
  const refused = await inRoom("adam", id, "/digest here monday 9:00");
  expect(refused).toContain("Cem Aydin is here and may not administer");
  expect(await inRoom("adam", id, "/admins add @cem")).toContain("is an admin now");
  expect(await inRoom("adam", id, "/digest here monday 9:00")).toContain("from now on");
});

test("the audit log says names, whole, and words of people as they were", async () => {
  const { app, own, inRoom, people, teams, person } = await start(true);
  await inRoom("adam", "Help", "/channel expert @ana");
  const log = await own("adam", "/audit-log");
  expect(log).toMatch(/"expert":"Ana[^"]*"/);
  expect(log).toContain("room: Contoso › Help");
  expect(log).not.toMatch(/teams:[\da-f]{8}/);
  const { tenantId } = teams.world;
  const cem = person("cem").objectId;
  const titles = Array.from({ length: 8 }, (_, n) => `${n} ${"long ".repeat(8)}`);
  const chat = people.addChat("Secret", { members: ["cem", "ben"] });
  await people.mention("cem", chat.id, "/help");
  await teams.settled();
  const room = `teams:${tenantId}:${chat.id.replace(":", "%3A")}`;
  await app.storage.audit.append({
    ...{
      at: Date.now(),
      actor: `teams:${tenantId}:${cem}`,
      action: "answer.shared-beyond-audience",
    },
    detail: {
      ...{ room, answerId: `${room}:1772323200000~private1`, sharedAs: `${room}:17~as-is` },
      sources: titles.map((title) => ({ source: "handbook", documentId: title, title })),
    },
  });
  const shared = await own("adam", "/audit-log");
  expect(shared).toContain("answer.shared-beyond-audience by Cem Aydin");
  expect(shared).toContain("room: a chat that you are not in");
  expect(shared).toContain("answerId: something said in a chat that you are not in");
  expect(shared).toContain("2 long");
  expect(shared).not.toContain(room);
  await people.mention("ben", "Help", "what about the link teams:meeting:start for zebras?");
  await teams.settled();
  await expect.poll(() => own("adam", "/gaps"), WAIT).toContain("link teams:meeting:start for");
}, 30_000);

test("of two with one address, nobody is taken by chance, and the admin is removed", async () => {
  const { app, own, inRoom, people, person } = await start();
  await inRoom("adam", "General", "/help");
  expect(await own("adam", "/admins add <mailto:ben@contoso.example>.")).toContain(
    "is an admin now",
  );
  people.addUser("ben2", { displayName: "Another Ben", email: "ben@contoso.example" });
  await people.addMember("adam", "General", "ben2");
  const several = await own("adam", "/admins add ben@contoso.example");
  expect(several).toContain("Several people have the address ben@contoso.example");
  const [admin] = await app.storage.administration.admins.list();
  expect(admin?.person).toContain(person("ben").objectId);
  expect(await own("adam", "/admins remove ben@contoso.example")).toContain("is no admin any more");
  // Whom Teams shows nowhere any more has no address that it tells.
  const left = `${admin?.person.slice(0, -12)}000000000000`;
  const addedBy = admin?.addedBy ?? "";
  await app.storage.administration.admins.add({ person: left, addedBy, addedAt: 1 });
  expect(await own("adam", "/admins remove left@contoso.example")).toMatch(
    /I find nobody.*remove them with their button in \/admins\./s,
  );
  expect(await own("adam", "/digest here foo")).toContain("Say it like this: /digest here monday");
  const { id } = people.addChat("Admins", { members: ["adam", "cem"] });
  expect(await inRoom("adam", id, "/channel")).toContain("This chat");
}, 30_000);
