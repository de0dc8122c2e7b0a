import { expect, test } from "vitest";
import { ChatError } from "../../../../src/chat/chat-error.ts";
import { startPeople } from "./start-people.ts";

test("admins are full members that the configuration names, at that moment", async () => {
  const { people, meet, personId, world } = await startPeople({
    admins: ["adam@lakeside-bikes.test", "gina@studio-nord.test"],
  });
  await meet("General");
  expect(await people.isAdmin(personId("adam"))).toBe(true);
  expect(await people.isAdmin(personId("ana"))).toBe(false);
  // A guest is none, whatever is configured; nor is who only says to have that address.
  expect(await people.isAdmin(personId("gina"))).toBe(false);
  await meet("Partners");
  expect(await people.isAdmin(personId("nils"))).toBe(false);
  world.person("adam").role = "guest";
  expect(await people.isAdmin(personId("adam"))).toBe(false);
  world.person("adam").role = "user";
  world.fault = new ChatError("unavailable", "Teams answered 502.");
  await expect(people.isAdmin(personId("adam"))).rejects.toMatchObject({ code: "unavailable" });
});

test("an admin may be named by the object id; who left is none", async () => {
  const { people, meet, personId, world } = await startPeople({
    admins: ["AAAAAAAA-0000-4000-8000-000000000002"],
  });
  await meet("Lunch");
  expect(await people.isAdmin(personId("ana"))).toBe(true);
  expect(await people.isAdmin(personId("ben"))).toBe(false);
  world.room("Lunch").members.delete(world.person("ana").objectId);
  expect(await people.isAdmin(personId("ana"))).toBe(false);
  expect(await people.isMember(personId("cem"))).toBe(false);
});

test("Graph knows who cannot sign in any more; without its permission, Teams' word stands", async () => {
  const { people, meet, personId, world } = await startPeople({ isGraphOn: true });
  await meet("Lunch");
  expect(await people.isMember(personId("ana"))).toBe(true);
  world.person("ana").isDisabled = true;
  expect(await people.isMember(personId("ana"))).toBe(false);
  world.graph.granted.delete("User.Read.All");
  expect(await people.isMember(personId("ana"))).toBe(true);
  world.graph.throttled = 1;
  await expect(people.isMember(personId("ana"))).rejects.toMatchObject({ code: "rate-limited" });
});

test("who reads a room is asked anew; nobody knows it of a room that others may come into", async () => {
  const { people, meet, personId, world } = await startPeople();
  const lunch = await meet("Lunch");
  expect(await people.readersOf(lunch)).toEqual([personId("ana"), personId("ben")]);
  world.room("Lunch").members.add(world.person("cem").objectId);
  expect(await people.readersOf(lunch)).toContain(personId("cem"));
  expect(await people.readersOf(await meet("@ana"))).toEqual([personId("ana")]);
  expect(await people.readersOf(await meet("Standup"))).toContain(personId("anon"));
  expect(await people.readersOf(await meet("Board"))).toHaveLength(2);
  expect(await people.readersOf(await meet("Help"))).toBeUndefined();
  // With which teams it is shared, Teams' roster does not say.
  expect(await people.readersOf(await meet("Partners"))).toBeUndefined();
});

test("a room is shown to who is in it, while the bot is", async () => {
  const { people, meet, personId, world, roomId } = await startPeople();
  const [lunch, help, own] = [await meet("Lunch"), await meet("Help"), await meet("@ana")];
  expect(await people.roomKindFor(personId("ana"), lunch)).toBe("closed");
  // Nobody says that anybody may join: it is for who is in it.
  expect(await people.roomKindFor(personId("ana"), help)).toBe("closed");
  expect(await people.roomKindFor(personId("ana"), own)).toBe("direct");
  expect(await people.roomKindFor(personId("ben"), own)).toBeUndefined();
  expect(await people.roomKindFor(personId("cem"), lunch)).toBeUndefined();
  expect(await people.roomKindFor(personId("cem"), help)).toBeUndefined();
  expect(await people.isIn("teams:other:x", lunch)).toBe(false);
  expect(await people.isIn(personId("ana"), roomId("Board"))).toBe(false);
  world.room("Lunch").isBotOut = true;
  expect(await people.isIn(personId("ana"), lunch)).toBe(false);
  world.fault = new ChatError("rate-limited", "Teams asks to wait.");
  await expect(people.isIn(personId("ana"), help)).rejects.toBeInstanceOf(ChatError);
});

test("who is in a room is asked by Teams' own id where it is known: not all find people by another", async () => {
  const { people, meet, personId, connector } = await startPeople();
  const lunch = await meet("Lunch");
  const { member } = connector;
  connector.member = async (of, who) => (who.startsWith("29:") ? member(of, who) : undefined);
  expect(await people.isIn(personId("ana"), lunch)).toBe(true);
  expect(await people.isIn(personId("cem"), lunch)).toBe(false);
});

test("people of other companies, or of none, are outside; guests are not", async () => {
  const { people, meet, personId, world } = await startPeople();
  const [ana, help] = [personId("ana"), await meet("Help")];
  expect(await people.reachOf(ana, help)).toBe("inside");
  expect(await people.reachOf(ana, await meet("Lunch"))).toBe("inside");
  world.room("Lunch").members.add(world.person("anon").objectId);
  expect(await people.reachOf(ana, await meet("Lunch"))).toBe("outside");
  expect(await people.reachOf(ana, await meet("Partners"))).toBe("outside");
  expect(await people.reachOf(personId("cem"), help)).toBeUndefined();
});

test("who comes into a shared channel with another team is in it, as Graph says", async () => {
  const { people, meet, personId, world } = await startPeople({ isGraphOn: true });
  world.room("Partners").withTheirTeam.add(world.person("ben").objectId);
  const partners = await meet("Partners");
  expect(await people.isIn(personId("ben"), partners)).toBe(true);
  expect(await people.isIn(personId("cem"), partners)).toBe(false);
  expect(await people.readersOf(partners)).toHaveLength(3);
});

test("names are lines, and mentions are made of them", async () => {
  const { people, meet, personId, world } = await startPeople();
  world.person("ana").displayName = "Ana\n\u202elima <at>everyone</at>";
  await meet("Lunch");
  const name = "Ana lima <at>everyone</at>";
  expect(await people.nameOf(personId("ana"))).toBe(name);
  expect(await people.mentionOf(personId("ana"))).toEqual({ mri: "29:ana", name });
  world.person("ben").displayName = "b".repeat(500);
  expect(await people.nameOf(personId("ben"))).toHaveLength(80);
  expect(await people.nameOf(personId("cem"))).toBeUndefined();
  await meet("Cellar");
  expect(await people.nameOf(personId("cem"))).toBe("cem");
  // They are known by their account, not by what else Teams calls them.
  expect(await people.nameOf(`teams:${world.tenantId}:29%3Aana`)).toBeUndefined();
  await expect(people.nameOf("slack:T1:U1")).rejects.toMatchObject({ code: "invalid" });
});

test("documents call a person by their address, and no stranger", async () => {
  const { people, meet, personId } = await startPeople();
  await meet("Standup");
  expect(await people.principalOf(personId("ana"))).toBe("user:ana@lakeside-bikes.test");
  expect(await people.principalOf(personId("gina"))).toBe("user:gina@studio-nord.test");
  expect(await people.principalOf(personId("nils"))).toBeUndefined();
  expect(await people.principalOf(personId("anon"))).toBeUndefined();
  expect(await people.principalOf(await meet("Lunch"))).toBeUndefined();
});

test("where somebody lives is Graph's to say, in Windows' words or others", async () => {
  const { people, meet, personId, world } = await startPeople({ isGraphOn: true });
  await meet("Lunch");
  world.person("ana").timeZone = "W. Europe Standard Time";
  world.person("ben").timeZone = "Europe/Lisbon";
  expect(await people.timeZoneOf(personId("ana"))).toBe("Europe/Berlin");
  expect(await people.timeZoneOf(personId("ben"))).toBe("Europe/Lisbon");
  world.person("ben").timeZone = "Customized Time Zone";
  expect(await people.timeZoneOf(personId("ben"))).toBeUndefined();
  world.graph.granted.delete("MailboxSettings.Read");
  expect(await people.timeZoneOf(personId("ana"))).toBeUndefined();
});

test("where Graph does not say where somebody lives, it is where they last wrote from", async () => {
  const { people, meet, personId, world, storage } = await startPeople({ isGraphOn: true });
  const lunch = await meet("Lunch");
  const seen = { workspaceId: "", mri: "29:ana", roomId: lunch, seenAt: 1 };
  await storage.people.save({ ...seen, personId: personId("ana"), timeZone: "Asia/Kolkata" });
  expect(await people.timeZoneOf(personId("ana"))).toBe("Europe/Berlin");
  world.person("ana").timeZone = "Customized Time Zone";
  expect(await people.timeZoneOf(personId("ana"))).toBe("Asia/Kolkata");
  world.graph.granted.delete("MailboxSettings.Read");
  expect(await people.timeZoneOf(personId("ana"))).toBe("Asia/Kolkata");
  expect(await people.timeZoneOf(personId("ben"))).toBeUndefined();
  world.graph.onCall = () => new Response(null, { status: 503 });
  await expect(people.timeZoneOf(personId("ana"))).rejects.toMatchObject({ code: "unavailable" });
});
