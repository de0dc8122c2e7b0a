import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { proposeVerified } from "../../../../src/feedback/verified/propose-verified.ts";
import { temporaryFolder, writeFiles } from "../../../support/temporary-folder.ts";
import { startOverHttp } from "./start-over-http.ts";

test("an admin lists sources from a channel, and reads them in their own chat", async () => {
  const { teams, next } = await startOverHttp();
  const { people, world } = teams;
  const shown = await next("@adam", () => people.mention("adam", "General", "/sources"));
  expect(people.cards("adam", shown)).toContain("handbook");
  await expect.poll(() => teams.read("ben", "General")).toContain("own chat");
  expect(teams.read("ben", "General")).not.toContain("handbook");
  const refused = await next("@ben", () => people.say("ben", "@ben", "/sources"));
  expect(refused.text).toMatch(/admin/);
  expect(world.complaints).toEqual([]);
});

test("a source is added by a form, and its sync is one message that changes", async () => {
  const { teams, next, app } = await startOverHttp();
  const { people, world } = teams;
  const path = temporaryFolder("docs");
  writeFiles(path, { "a.md": "# A\n\nText." });
  const kinds = await next("@adam", () => people.say("adam", "@adam", "/sources add"));
  const form = await next("@adam", () =>
    people.click("adam", kinds, (action) =>
      JSON.stringify(action.data ?? "").includes("sources add files"),
    ),
  );
  expect(people.cards("adam", form)).toContain("Name");
  const inputs = {
    "field:name": "My Docs",
    "field:set:path": path,
    "field:audience": "nobody here",
  };
  const wrong = await people.click("adam", form, "Add", inputs);
  expect(JSON.stringify(wrong.body)).toContain("1 to 64");
  expect(people.cards("adam", form)).toContain("My Docs");
  const right = { "field:name": "docs", "field:audience": "everyone" };
  const told = await next("@adam", () => people.click("adam", form, "Add", right));
  expect(teams.read("adam", "@adam")).toContain("Thank you");
  expect(`${told.text} ${people.cards("adam", told)}`).toContain("docs");
  expect((await app.storage.sources.get("docs"))?.audience).toEqual(["everyone"]);
  await teams.settled();
  writeFileSync(`${path}/b.md`, "# B\n\nMore.");
  const before = people.botMessages("@adam").length;
  await people.say("adam", "@adam", "/sources sync docs");
  await expect
    .poll(
      () =>
        people
          .botMessages("@adam")
          .slice(before)
          .map((one) => people.cards("adam", one))
          .join(" "),
      { timeout: 10_000 },
    )
    .toMatch(/Is in step.*new or changed/s);
  expect(people.botMessages("@adam").length).toBe(before + 2);
  expect(world.complaints).toEqual([]);
}, 30_000);

test("in their own chat, where nobody can be mentioned, an admin names others by their address", async () => {
  const { teams, next, app } = await startOverHttp();
  const { people, world } = teams;
  const email = (who: string) =>
    [...world.people.values()].find(({ name }) => name === who)?.email ?? "";
  const said = async (words: string) => {
    const shown = await next("@adam", () => people.say("adam", "@adam", words));
    return `${shown.text} ${people.cards("adam", shown)}`;
  };
  const admins = () => app.storage.administration.admins.list();
  expect(await said(`/admins add ${email("ben")}`)).toContain("I find nobody in Teams");
  await next("@adam", () => people.mention("adam", "General", "/help"));
  expect(await said(`/admins add ${email("ben")}`)).toContain("is an admin now");
  expect(await admins()).toHaveLength(1);
  expect(await said("/admins")).toMatch(/These commands are for an admin from Footnote's settings/);
  const refused = await said(`/admins add ${email("gina")}`);
  expect(refused).toContain("is no full member here");
  expect(await said(`/admins remove ${email("ben")}`)).toContain("is no admin any more");
  expect(await admins()).toEqual([]);
  expect(await said("/gaps export")).toContain("Say it like this: /gaps, /gaps --days 7.");
  expect(await said("/verified accept")).toContain("Say it like this: /verified, /verified list");
  expect(world.complaints).toEqual([]);
}, 20_000);

test("settings of a channel are changed by buttons in the admin's own chat", async () => {
  const { teams, next, app } = await startOverHttp();
  const { people, world } = teams;
  const shown = await next("@adam", () => people.mention("adam", "General", "/channel"));
  expect(people.cards("adam", shown)).toContain("I hear: what names me; no other message");
  people.say("adam", "General", "nobody asked the bot");
  const granting = [...world.teams.values()][0];
  if (granting !== undefined) granting.hearsAll = true;
  people.say("adam", "General", "and now it hears this");
  await teams.settled();
  const after = await next("@adam", () => people.click("adam", shown, "Turn follow-ups off"));
  expect(people.cards("adam", after)).toContain("I hear: all messages; the last");
  expect(people.cards("adam", after)).toContain("follow-ups: off");
  const rooms = await app.storage.rooms.rooms.list();
  expect(rooms.find(({ followUps }) => !followUps)?.id).toContain("19%3A");
  await teams.settled();
  expect(world.complaints).toEqual([]);
});

test("a message becomes a proposal by its menu", async () => {
  const { teams, app } = await startOverHttp();
  const { people, world } = teams;
  const said = await people.say("ana", "General", "It takes ten days.");
  await people.useOnMessage("ben", said, "verifyMessage");
  expect(people.dialog("ben")).toContain("ten days");
  await people.submit("ben", { question: "" });
  expect(people.dialog("ben")).toMatch(/question/i);
  await people.submit("ben", { question: "How long does it take?" });
  await expect.poll(async () => (await app.storage.verified.list(["waiting"])).length).toBe(1);
  expect(world.complaints).toEqual([]);
});

test("who has no chat with the bot learns in the thread what to do, and nothing else", async () => {
  const { teams, next } = await startOverHttp();
  const { people, world } = teams;
  await people.addMember("adam", "General", "eva");
  const said = await next("General", () => people.mention("eva", "General", "/help"));
  expect(said.text).toContain("open a chat with me");
  await people.install("eva");
  const answered = await next("@eva", () => people.mention("eva", "General", "/help"));
  expect(answered.text).toContain("/help");
  await teams.settled();
  expect(world.complaints).toEqual([]);
});

test("a guest is told who may give commands, and not to add the app", async () => {
  const { teams, next } = await startOverHttp();
  const { people, world } = teams;
  const gina = [...world.people.values()].find(({ name }) => name === "gina");
  world.blockedBy.add(gina?.objectId ?? "");
  const said = await next("General", () => people.mention("gina", "General", "/help"));
  expect(said.text).toMatch(/guests.*leave commands to people who work here/);
  expect(said.text).not.toContain("add me");
});

test("an answer that Teams swallowed is there twice, the second time marked, and no third time", async () => {
  const { teams } = await startOverHttp();
  const { people, world } = teams;
  for (const nth of [1, 2, 3]) world.faults.push({ kind: "send", nth, what: "after", ms: 0 });
  await people.say("adam", "@adam", "/sources pause handbook");
  const shown = () =>
    people.botMessages("@adam").map((one) => `${one.text} ${people.cards("adam", one)}`);
  await expect.poll(() => shown().length, { timeout: 20_000 }).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  expect(shown().map((text) => text.includes("You may see this twice"))).toEqual([false, true]);
}, 40_000);

test("thumbs down open a dialog of reasons, which Teams shows and sends off", async () => {
  const { teams, connector, addressOfOwn } = await startOverHttp();
  const { people, world } = teams;
  await people.say("ana", "@ana", "/help");
  await expect.poll(() => people.botMessages("@ana").length).toBe(1);
  await connector.send(await addressOfOwn("ana"), {
    ...{ type: "message", text: "Ten days.", channelData: { feedbackLoop: { type: "custom" } } },
  });
  const answer = people.botMessages("@ana").at(-1) ?? expect.fail("no message");
  await people.vote("ana", answer, "dislike");
  expect(people.dialog("ana")).toContain("It is outdated");
  await people.submit("ana", { reason: "outdated", correction: "Nine days." });
  const off = world.deliveries.at(-1);
  expect(JSON.stringify(off)).toContain("outdated");
  expect(world.complaints).toEqual([]);
});

test("an hour is meant where the device is that it was typed on", async () => {
  const { teams, next } = await startOverHttp();
  const { people } = teams;
  const adam = [...teams.world.people.values()].find(({ name }) => name === "adam");
  if (adam !== undefined) adam.timeZone = "Asia/Tokyo";
  const { id } = people.addChat("Admins", { members: ["adam"] });
  const said = await next("@adam", () => people.mention("adam", id, "/digest here monday 9:00"));
  expect(people.cards("adam", said)).toContain("Asia/Tokyo");
});

test("an admin reviews by cards: marks sources, corrects, rejects; what is decided is told", async () => {
  const { teams, next, app } = await startOverHttp();
  const { people, world } = teams;
  const propose = (question: string, documents: { source: string; documentId: string }[] = []) =>
    proposeVerified(
      {
        ...{ question, documents, text: "30 days [1].", origin: "shortcut", createdBy: "x" },
        audience: [["everyone"]],
      },
      app,
    );
  const leave = { source: "handbook", documentId: "leave.md" };
  const { id } = await propose("How long is my leave?", [leave]);
  const shown = await next("@adam", () => people.say("adam", "@adam", "/review"));
  expect(people.cards("adam", shown)).toMatch(/How long is my leave\?.*Rests on: Leave/s);
  const form = await next("@adam", () => people.click("adam", shown, "Correct"));
  expect(people.cards("adam", form)).toContain("Correct an answer");
  const wrong = await people.click("adam", form, "Save", { "field:text": " " });
  expect(JSON.stringify(wrong.body)).toContain("needs a text");
  const text = "29 days.";
  const inputs = { "field:question": "How long?", "field:text": text, "field:documents": "" };
  const told = await next("@adam", () => people.click("adam", form, "Save", inputs));
  expect(told.text).toContain("is answered with that from now on");
  expect(await app.storage.verified.get(id)).toMatchObject({
    ...{ status: "active", question: "How long?", text, citations: [] },
  });
  const late = await next("@adam", () => people.click("adam", shown, "Reject"));
  expect(late.text).toMatch(/was first and has corrected this/);
  const other = await propose("Who has the key?");
  const again = await next("@adam", () => people.say("adam", "@adam", "/review"));
  await next("@adam", () => people.click("adam", again, "Reject"));
  expect(await app.storage.verified.get(other.id)).toMatchObject({ status: "rejected" });
  expect(world.complaints).toEqual([]);
}, 30_000);
