import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { promoteModel, rollBackModel } from "../../../src/learning/registry/registry.ts";
import { beginTrial } from "../../../src/learning/rollout/trials.ts";
import { openStorage } from "../../../src/storage/open-storage.ts";
import { createFootnote } from "../../support/footnote.ts";
import { openLearningWorld } from "../learning-world.ts";
import { addStaleChallenger, BECAUSE } from "./add-stale-challenger.ts";

const refused = (version: string) =>
  `${version} is stale: learn again, or add \`--stale\` to let it serve all the same. ${BECAUSE}`;

describe("a version that rests on what is gone", () => {
  let world: Awaited<ReturnType<typeof openLearningWorld>>;
  beforeEach(async () => {
    world = await openLearningWorld();
  });
  afterEach(() => world.close());
  const add = (base: string | null = null) =>
    addStaleChallenger(world.storage, base, world.embedder);
  const lastAct = async () => (await world.storage.audit.list(1))[0];

  it("is not promoted unless somebody says so, which is audited", async () => {
    const version = await add();
    await expect(promoteModel(version, "ada", { ...world, ...world.retrieve })).rejects.toThrow(
      refused(version),
    );
    expect((await world.storage.learning.get(version))?.status).toBe("challenger");
    expect(await lastAct()).toBeUndefined();
    const done = await promoteModel(
      version,
      "ada",
      { ...world, ...world.retrieve },
      { acceptStale: true },
    );
    expect(done).toEqual({ from: null, to: version, stale: BECAUSE });
    expect(await lastAct()).toMatchObject({
      ...{ actor: "ada", action: "models.promoted" },
      detail: { version, from: null, stale: BECAUSE },
    });
  });

  it("is not tried unless somebody says so, which is audited", async () => {
    const version = await add();
    const deps = { ...world, ...world.retrieve };
    await expect(beginTrial(version, 0.1, "ada", deps)).rejects.toThrow(refused(version));
    expect(await world.storage.learning.trials.running("retrieval")).toBeUndefined();
    await beginTrial(version, 0.1, "ada", deps, { acceptStale: true });
    expect(await lastAct()).toMatchObject({
      ...{ action: "models.canary", detail: { version, stale: BECAUSE } },
    });
  });

  it("is gone back to all the same, and said to be stale", async () => {
    const first = await add();
    await promoteModel(first, "ada", { ...world, ...world.retrieve }, { acceptStale: true });
    const second = await add(first);
    await promoteModel(second, "ada", { ...world, ...world.retrieve }, { acceptStale: true });
    const back = { from: second, to: first, stale: BECAUSE };
    expect(await rollBackModel("retrieval", "ada", world)).toEqual(back);
    expect(await lastAct()).toMatchObject({ action: "models.rolled-back", detail: back });
    const none = { from: first, to: null, stale: null };
    expect(await rollBackModel("retrieval", "ada", world)).toEqual(none);
  });
});

it("is refused, accepted and gone back to on the command line", async () => {
  const footnote = createFootnote();
  await footnote.json("models");
  const storage = await openStorage({ file: join(footnote.dataDir, "state.sqlite") });
  const first = await addStaleChallenger(storage);
  for (const command of ["promote", "canary"]) {
    const { code, stdout, stderr } = await footnote.run("models", command, first);
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: "",
      stderr: `${refused(first)}\n`,
    });
  }
  const tried = await footnote.run("models", "canary", first, "--stale");
  expect(tried).toMatchObject({ code: 0, stderr: "" });
  const promoted = await footnote.run("models", "promote", first, "--stale");
  expect(promoted.stdout).toBe(
    `Now ${first} serves, after retrieval as Footnote comes. It is stale. ${BECAUSE}\n`,
  );
  const second = await addStaleChallenger(storage, first);
  await storage.close();
  const listed = await footnote.run("models", "list");
  expect(listed.stdout).toContain(`Stale: ${BECAUSE}`);
  expect(await footnote.json("models", "promote", second, "--stale")).toMatchObject({
    ...{ from: first, to: second, stale: BECAUSE },
  });
  const back = await footnote.run("models", "rollback", "retrieval");
  expect(back.stdout).toBe(`Now ${first} serves, after ${second}. It is stale. ${BECAUSE}\n`);
}, 60_000);
