import { expect, test } from "vitest";
import { findUser } from "../../../counterparts/slack/state/users.ts";
import { startAdmin, textOf } from "./start-admin.ts";

test("an admin is added and removed by their e-mail address; only a full member, and one that is there", async () => {
  const { give, slack, app, idOf } = await startAdmin();
  const said = async (line: string) => textOf(await give("adam", line));
  const addressOf = (who: string) => findUser(slack.world, who).email ?? "";
  const admins = async () =>
    (await app.storage.administration.admins.list()).map(({ person }) => person);
  expect(await said(`admins add ${addressOf("amy").toUpperCase()}`)).toBe(
    "Amy Lindqvist is an admin now.",
  );
  expect(await admins()).toEqual([idOf("amy")]);
  expect(await said(`admins add ${addressOf("gina")}`)).toContain("is no full member here");
  expect(await said("admins add nobody@lakeside-bikes.test")).toBe(
    "I find nobody in this workspace with the address nobody@lakeside-bikes.test: check it, or mention the person, such as @anna.",
  );
  expect(await said("admins add amy")).toBe(
    '"amy" is nobody here: mention the person, such as @anna, or give their e-mail address.',
  );
  expect(await said("admins remove nobody@lakeside-bikes.test")).toContain("I find nobody");
  expect(await said(`admins remove ${addressOf("amy")}`)).toBe(
    "Amy Lindqvist is no admin any more.",
  );
  expect(await admins()).toEqual([]);
  // An address that was never confirmed could be anybody's.
  findUser(slack.world, "ben").emailConfirmed = false;
  expect(await said(`admins add ${addressOf("ben")}`)).toContain("I find nobody");
  expect(await admins()).toEqual([]);
  expect(slack.world.complaints).toEqual([]);
});
