import { expect, test } from "vitest";
import { stateFile } from "../../../../src/app.ts";
import { findUser } from "../../../counterparts/slack/state/users.ts";
import { temporaryStorage } from "../../../storage/temporary-storage.ts";
import { readStored } from "../../../support/state.ts";
import { startAdmin, textOf } from "./start-admin.ts";

test("whatever is typed has an answer that says what to do", async () => {
  const { give, slack } = await startAdmin();
  const said = async (line: string) => textOf(await give("adam", line));
  expect(await said("sources pasue handbook")).toMatch(/did you mean: \/footnote sources pause/);
  expect(await said("sources status")).toContain("/footnote sources status <name>");
  expect(await said("sources status “no such”")).toContain('There is no source "no such"');
  expect(await said("channel auto-answer maybe")).toContain("neither on nor off");
  expect(await said("audit-log from x")).toContain("whole number");
  expect(await said(`${"<!channel> *_~`@everyone ".repeat(12)}`)).toMatch(/^I know no command/);
  expect(await said("🎉".repeat(300))).toContain("/footnote help lists what there is");
  expect(await said("‮sources‬ \u0000")).toMatch(/^I know no command/);
  const direct = await give("adam", "channel", "@adam");
  expect(textOf(direct)).toBe("Say this in the channel or chat that it is about.");
  expect(slack.world.complaints).toEqual([]);
});

test("settings of a channel belong to it, wherever the bot is; in one where it is not, too", async () => {
  const { give, app, idOf, slack } = await startAdmin();
  const elsewhere = textOf(await give("adam", "channel auto-answer on", "#random"));
  expect(elsewhere).toMatch(/auto-answer: on.*I am not in this channel.*invite me/s);
  expect(textOf(await give("adam", "channel auto-answer off"))).not.toContain("invite me");
  expect(await app.storage.rooms.rooms.get(idOf("#random"))).toMatchObject({ autoAnswer: true });
  expect(textOf(await give("adam", "channel", "#general"))).toContain("auto-answer: off");
  // Who is there cannot be told.
  expect(textOf(await give("olga", "channel preview", "#secret-project"))).toMatch(/Slack|channel/);
  expect(slack.world.complaints).toEqual([]);
});

test("a secret that somebody types is kept nowhere, and they learn what to do about it", async () => {
  const { give, app, slack } = await startAdmin();
  const secret = "ntn_4f3e2d1c0b9a8f7e";
  for (const line of [
    `sources add notion wiki --secret ${secret}`,
    `sources secret handbook ${secret}`,
    `sources add notion ${secret}`,
  ]) {
    const said = textOf(await give("adam", line));
    expect(said).toMatch(/^Never type a secret into a chat.*take it back/);
    expect(said).toContain("/footnote sources add <kind>");
    expect(said).not.toContain(secret);
  }
  expect(textOf(await give("adam", "sources add notion wiki"))).toMatch(
    /^Say it like this: \/footnote sources add <kind>/,
  );
  expect(slack.readModal("adam")).not.toContain(secret);
  const kept = await readStored(app.config.dataDir);
  expect(kept.some(({ bytes }) => bytes.includes("Hand in receipts"))).toBe(true);
  for (const { name, bytes } of kept) expect(bytes.includes(secret), name).toBe(false);
});

test("who was added and is no full member any more is told of, and is not whom to ask", async () => {
  const { give, slack } = await startAdmin();
  await give("adam", "admins add @ben");
  await give("adam", "admins add @carla");
  expect(textOf(await give("amy", "gaps"))).toContain("ask Ben Okoro, Carla Ruiz or an owner");
  findUser(slack.world, "ben").kind = "guest";
  expect(textOf(await give("ben", "gaps"))).toContain("ask Carla Ruiz or an owner");
  expect(textOf(await give("amy", "gaps"))).toContain("ask Carla Ruiz or an owner");
  const listed = textOf(await give("adam", "admins"));
  expect(listed).toMatch(/Ben Okoro.*no full member any more.*Carla Ruiz/s);
  expect(listed.match(/no full member any more/g)).toHaveLength(1);
});

test("the names of a channel's sources are for admins alone", async () => {
  const { give, app, idOf, slack } = await startAdmin();
  const sources = ["handbook", "layoffs-2027"];
  for (const where of ["#help", "#launch"]) {
    await app.storage.rooms.rooms.change(idOf(where), { sources });
  }
  for (const [who, where] of [
    ["gina", "#help"],
    ["ben", "#help"],
    ["ben", "#launch"],
  ] as const) {
    const said = textOf(await give(who, "channel", where));
    expect(said).toMatch(/Only admins may use "channel": ask an owner/);
    expect(said).not.toContain("layoffs");
  }
  expect(textOf(await give("adam", "channel", "#help"))).toContain("layoffs-2027");
  expect(slack.world.complaints).toEqual([]);
});

test("what people of a workspace commanded goes with it, their ids included", async () => {
  const { give, press, app, idOf } = await startAdmin();
  await press("adam", await give("adam", "channel"), "Turn auto-answer on");
  const storage = await temporaryStorage(stateFile(app.config.dataDir));
  const keys = async () =>
    (await storage.database.selectFrom("givenCommands").select("key").execute()).map(
      (row) => row.key,
    );
  const own = expect.stringMatching(new RegExp(`^command:${idOf("adam")}:`));
  expect(await keys()).toEqual([own, own]);
  const [workspace] = /^slack:[^:]+/.exec(idOf("adam")) ?? [];
  await storage.rooms.removeWorkspace(workspace ?? "", Date.now());
  expect(await keys()).toEqual([]);
});
