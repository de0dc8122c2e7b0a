import { expect, test } from "vitest";
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
  expect(textOf(direct)).toBe("Say this in the channel that it is about.");
  expect(slack.world.complaints).toEqual([]);
});

test("settings of a channel belong to it, wherever the bot is; in one where it is not, too", async () => {
  const { give, app, idOf, slack } = await startAdmin();
  expect(textOf(await give("adam", "channel auto-answer on", "#random"))).toContain("on");
  expect(await app.storage.rooms.rooms.get(idOf("#random"))).toMatchObject({ autoAnswer: true });
  expect(textOf(await give("adam", "channel", "#general"))).toContain("auto-answer: off");
  // Who is there cannot be told.
  expect(textOf(await give("olga", "channel preview", "#secret-project"))).toMatch(/Slack|channel/);
  expect(slack.world.complaints).toEqual([]);
});
