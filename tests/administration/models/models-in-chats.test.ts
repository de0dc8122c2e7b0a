import { expect, test } from "vitest";
import type { App } from "../../../src/app.ts";
import { encodeSettings } from "../../../src/learning/registry/encode-settings.ts";
import { startAdmin, textOf } from "../../chat/slack/commands/start-admin.ts";
import { startOverHttp } from "../../chat/teams/commands/start-over-http.ts";
import { addStaleChallenger, BECAUSE } from "../../learning/registry/add-stale-challenger.ts";

/** A version as gates leave it. */
async function addChallenger({ storage }: App): Promise<string> {
  const weights = { vector: 0.1, vectorOtherLanguages: 0.1, boosts: { title: 3, proximity: 0.3 } };
  const settings = { embedderId: undefined, dimensions: undefined, weights };
  const made = { kind: "retrieval", createdAt: 1, lineage: { base: null } } as const;
  const { version } = await storage.learning.add({ ...made, ...encodeSettings(settings) });
  const gate = { gate: "retrieval", passed: true, reason: "nDCG@10 +.052 (+.020 to +.096)." };
  await storage.learning.judge(version, "challenger", { gates: [gate] });
  return version;
}

test("in Slack an admin tries, takes back, promotes and rolls back; nobody else does", async () => {
  const started = await startAdmin();
  const { give, press, app, actions, idOf, slack } = started;
  const said = async (who: string, line: string) => textOf(await give(who, line));
  expect(await said("adam", "models")).toMatch(
    /serving: retrieval as Footnote comes.*Nothing has been learned yet/s,
  );
  const version = await addChallenger(app);
  for (const line of ["models", `models promote ${version}`, "models rollback retrieval"]) {
    expect(await said("ben", line)).toContain("Only admins may use");
  }
  expect((await app.storage.learning.get(version))?.status).toBe("challenger");

  const listed = await give("adam", "models");
  expect(textOf(listed)).toContain("nDCG@10 +.052 (+.020 to +.096).");
  expect(textOf(await press("adam", listed, "Try on a few threads"))).toContain(
    `${version} is tried (canary, 5 % of the threads)`,
  );
  const tried = await give("adam", "models");
  expect(textOf(await press("adam", tried, "Take back"))).toContain("serves, after");
  // What was taken back is no challenger any more.
  expect(await said("adam", `models promote ${version}`)).toMatch(/only a challenger/);

  const next = await addChallenger(app);
  const again = await give("adam", "models");
  const promoted = await press("adam", again, "Promote");
  expect(textOf(promoted)).toBe(`Now ${next} serves, after retrieval as Footnote comes.`);
  expect(await said("adam", "models")).toContain(`serving: ${next}`);
  expect(await said("adam", "models rollback retrieval")).toBe(
    `Now retrieval as Footnote comes serves, after ${next}.`,
  );
  expect(await said("adam", "models rollback nothing")).toContain("is nothing that is learned");

  const stale = await addStaleChallenger(app.storage);
  const shown = await give("adam", "models");
  expect(textOf(shown)).toContain(`Stale: ${BECAUSE}`);
  expect(JSON.stringify(shown)).not.toContain(`models promote ${stale}`);
  for (const command of ["promote", "canary"]) {
    const answer = await said("adam", `models ${command} ${stale}`);
    expect(answer).toContain(`${stale} is stale: learn again, or add`);
    expect(await said("adam", `models ${command} ${stale} 0.1 else`)).toContain("Say it like this");
  }
  expect(await said("adam", `models canary ${stale} 0.1 --stale`)).toContain("10 % of the threads");
  expect(await said("adam", `models promote ${stale} —stale`)).toContain(`It is stale. ${BECAUSE}`);
  const done = (await actions()).filter((one) => one.startsWith("models."));
  expect(done).toEqual([
    `models.promoted by ${idOf("adam")}`,
    `models.canary by ${idOf("adam")}`,
    `models.rolled-back by ${idOf("adam")}`,
    `models.promoted by ${idOf("adam")}`,
    `models.trial-ended by ${idOf("adam")}`,
    `models.canary by ${idOf("adam")}`,
  ]);
  expect(slack.world.complaints).toEqual([]);
}, 40_000);

test("in Teams it is the same, in one's own chat", async () => {
  const { teams, next, app } = await startOverHttp();
  const { people, world } = teams;
  const version = await addChallenger(app);
  const say = async (who: string, words: string) => {
    const shown = await next(`@${who}`, () => people.say(who, `@${who}`, words));
    return `${shown.text} ${people.cards(who, shown)}`;
  };
  expect(await say("ben", "/models")).toMatch(/admin/);
  expect(await say("adam", "/models")).toContain(version);
  expect(await say("adam", `/models promote ${version}`)).toContain(`Now ${version} serves`);
  expect(await say("adam", "/models rollback retrieval")).toContain(`serves, after ${version}`);
  expect((await app.storage.audit.list(1))[0]).toMatchObject({ action: "models.rolled-back" });
  const stale = await addStaleChallenger(app.storage);
  expect(await say("adam", `/models promote ${stale}`)).toContain(`${stale} is stale: learn again`);
  expect(await say("adam", `/models promote ${stale} --stale`)).toContain(`Now ${stale} serves`);
  expect(world.complaints).toEqual([]);
}, 40_000);
