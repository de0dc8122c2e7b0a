import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { LEAVE, LIBRARY, SETTING } from "../../../contracts/chat-journeys/world/setting.ts";
import { startTeams } from "./journeys/start-teams.ts";

const REFUSED_MS = 3_000;
const MOST_WAIT_MS = 30_000;

async function open() {
  const { files, answering = {} } = SETTING;
  const { teams, app } = await startTeams({ files: () => files, answering });
  const said = (where: string) => JSON.stringify(teams.people.botMessages(where));
  const says = (where: string, words: string) =>
    expect.poll(() => said(where), { timeout: MOST_WAIT_MS }).toContain(words);
  return { teams, app, said, says };
}

test("what is asked while Teams takes none of the app's tokens is answered once it does", async () => {
  const { teams, says } = await open();
  const { people, world } = teams;
  people.mention("ben", "Lunch", LIBRARY);
  people.say("ben", "@ben", LIBRARY);
  for (const where of ["Lunch", "@ben"]) await says(where, "46 people");
  const { tokenOf } = world.identity;
  world.identity.tokenOf = () => undefined;
  people.mention("ben", "Lunch", LEAVE);
  people.say("ben", "@ben", LEAVE);
  await sleep(REFUSED_MS);
  world.identity.tokenOf = tokenOf;
  for (const where of ["Lunch", "@ben"]) await says(where, "28 days");
}, 90_000);

test("what is asked while the login service takes no secret is answered in the end", async () => {
  const { teams, says } = await open();
  const { people, world } = teams;
  const { password } = world.identity.app;
  Object.assign(world.identity.app, { password: "renewed by nobody" });
  people.mention("ben", "Lunch", LEAVE);
  await sleep(REFUSED_MS);
  Object.assign(world.identity.app, { password });
  // Who reads there could not be told when it was asked: then that is the answer.
  await says("Lunch", "I could not find out who would see this");
}, 90_000);

test("a person who does not want to be written to is not written to over and over", async () => {
  const { teams, app, says } = await open();
  const { people, world } = teams;
  people.say("ben", "@ben", LIBRARY);
  await says("@ben", "46 people");
  const { replies } = app.storage.rooms;
  const isSettled = async () => (await replies.listUnsettled(Number.MAX_SAFE_INTEGER)).length === 0;
  // What is written below the first answer would be refused as well.
  await expect.poll(isSettled, { timeout: MOST_WAIT_MS }).toBe(true);
  const ben = [...world.people.values()].find(({ name }) => name === "ben");
  world.blockedBy.add(ben?.objectId ?? "");
  people.say("ben", "@ben", LEAVE);
  const refused = () => world.calls.filter(({ status }) => status === 403).length;
  await expect.poll(refused, { timeout: MOST_WAIT_MS }).toBeGreaterThan(0);
  await expect.poll(isSettled, { timeout: MOST_WAIT_MS }).toBe(true);
  const before = refused();
  await sleep(REFUSED_MS);
  expect(refused()).toBe(before);
}, 90_000);
