import { expect, test } from "vitest";
import { SETTING } from "../../../contracts/chat-journeys/world/setting.ts";
import { findUser } from "../../../counterparts/slack/state/users.ts";
import { startProposals } from "../proposals/start-proposals.ts";
import { textOf } from "./start-admin.ts";

const LEAVE = "How many days of annual leave do I get?";
const PLANTS = "Who waters the plants on the third floor?";
const MERGER = "When will the Initech merger be announced?";

test("what a private channel asked in vain is told in words there alone", async () => {
  const { slack, ask, settle, give } = await startProposals();
  await give("adam", "admins add @amy");
  await ask("olga", MERGER, "#people-team");
  await ask("adam", MERGER, "#people-team");
  await settle();
  const gaps = async (who: string, where: string) => textOf(await give(who, "gaps", where));
  for (const [who, where] of [
    ["amy", "#general"],
    ["adam", "#general"],
    ["olga", "@olga"],
  ] as const) {
    const told = await gaps(who, where);
    expect(told).not.toContain("Initech");
    expect(told).toContain("1 more asked privately.");
  }
  expect(await gaps("adam", "#people-team")).toContain(MERGER);
  expect(slack.world.complaints).toEqual([]);
}, 30_000);

test("a question that documents answer, only not for all who are there, is no gap of theirs", async () => {
  const { slack, ask, settle, give, app } = await startProposals({
    files: (one) => ({
      ...SETTING.files,
      "_access.yaml": `bonus.md: ["user:${findUser(one.world, "olga").email}"]\n`,
    }),
  });
  // A guest is in #help; in #general, not all may read of the bonus.
  await ask("amy", LEAVE, "#help");
  await ask("gina", LEAVE, "@gina");
  await ask("olga", "How large is the bonus pool for executives?", "#general");
  await ask("amy", PLANTS, "#help");
  await settle();
  const outcomes = await app.storage.reports.outcomes(0, Number.MAX_SAFE_INTEGER);
  expect(outcomes).toEqual({ "not-found": 4 });
  const told = textOf(await give("adam", "gaps"));
  expect(told).toContain(PLANTS);
  expect(told).not.toMatch(/leave|bonus/);
  expect(told).toContain("3 questions found nothing only because of who else would have seen");
  expect(slack.world.complaints).toEqual([]);
}, 30_000);
