import { describe, expect, test } from "vitest";
import { paragraph } from "../../counterparts/notion/workspace/content.ts";
import type { Workspace } from "../../counterparts/notion/workspace/workspace.ts";
import { seededRandom } from "../../support/seeded-random.ts";
import type { Expectation } from "../read-index.ts";
import { openNotionSync } from "./notion-sync-world.ts";
import { operate } from "./random-operations.ts";

const OPERATIONS = 200;
const SEEDS = [1];
const LONG_AGO_MS = 10 * 60_000;

/** Two shared parts, one mapped to a team, and one that is not shared. */
function seedCompany(workspace: Workspace, hasPrivate: boolean): Record<string, string[]> {
  const blocks = () => [paragraph("To begin with.")];
  const open = workspace.createPage({ title: "Open", access: "shared", blocks: blocks() });
  const team = workspace.createPage({ title: "Team", access: "shared", blocks: blocks() });
  if (hasPrivate) workspace.createPage({ title: "Private", blocks: blocks() });
  const inner = workspace.createPage({ title: "Inner", parentId: open, blocks: blocks() });
  for (let n = 0; n < 10; n += 1) {
    workspace.createPage({ title: `Page ${n}`, parentId: n % 2 ? team : inner, blocks: blocks() });
  }
  workspace.createDatabase({ title: "Vendors", parentId: inner });
  return { [open]: ["everyone"], [team]: ["group:team"], [inner]: ["group:inner"] };
}

function withoutDatabases(documents: Record<string, Expectation>) {
  return Object.fromEntries(
    Object.entries(documents).map(([id, one]) => [
      id,
      // What a database says of itself is the connector's own wording.
      { ...one, text: one.text.startsWith("Columns:") ? "" : words(one.text) },
    ]),
  );
}

/** Links to pages below stand in the text too; the words of each page are compared. */
function words(text: string): string {
  const found = text.match(/(?:Words \d+\.|To begin with\.)/g) ?? [];
  return [...new Set(found)].join("\n");
}

async function run(
  seed: number,
  options: { quiet: boolean; sweepMinutes: string; during: boolean },
) {
  const random = seededRandom(seed);
  let time = Date.UTC(2026, 2, 1, 9, 0, 5);
  const { quiet } = options;
  const world = await openNotionSync(
    { now: () => time, seed },
    { sweepMinutes: options.sweepMinutes },
  );
  const audiences = JSON.stringify(seedCompany(world.workspace, quiet));
  world.set({ audiences });
  // What stands below a hidden page in the trash can be told by this alone.
  world.workspace.trashReachesDown = quiet;
  const log: string[] = [];
  const act = () => log.push(operate(world.workspace, { random, quiet }));
  time += LONG_AGO_MS;
  await world.sync();
  for (let n = 0; n < OPERATIONS; n += 1) {
    act();
    time += random() * 90_000;
    if (random() > 0.1) continue;
    if (options.during) {
      world.world.onRequest = () => {
        if (random() < 0.05) act();
      };
    }
    const report = await world.sync({ confirmRemovals: true });
    world.world.onRequest = undefined;
    expect(report.error, log.join("\n")).toBeUndefined();
    // Some of what happened during the run comes with the next.
    if (options.during) continue;
    expect(withoutDatabases(await world.indexed()), log.join("\n")).toEqual(
      withoutDatabases(world.expected()),
    );
  }
  await world.sync({ confirmRemovals: true });
  return { ...world, log };
}

describe("the index equals the workspace after 200 random operations", () => {
  test.each(SEEDS)("with everything listed each time, seed %i", async (seed) => {
    const { indexed, expected, log } = await run(seed, {
      quiet: true,
      sweepMinutes: "0",
      during: false,
    });
    expect(withoutDatabases(await indexed()), log.join("\n")).toEqual(withoutDatabases(expected()));
  });

  test.each(SEEDS)("while syncs run, seed %i", async (seed) => {
    const { indexed, expected, log } = await run(seed, {
      quiet: true,
      sweepMinutes: "0",
      during: true,
    });
    expect(withoutDatabases(await indexed()), log.join("\n")).toEqual(withoutDatabases(expected()));
  });

  test.each(SEEDS)("from edits alone, seed %i", async (seed) => {
    const { indexed, expected, log } = await run(seed, {
      quiet: false,
      sweepMinutes: "10080",
      during: false,
    });
    expect(withoutDatabases(await indexed()), log.join("\n")).toEqual(withoutDatabases(expected()));
  });
});
