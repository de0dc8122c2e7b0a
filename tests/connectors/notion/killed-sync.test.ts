import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { seedPages } from "../../counterparts/notion/seeds/seed-pages.ts";
import { paragraph } from "../../counterparts/notion/workspace/content.ts";
import { seededRandom } from "../../support/seeded-random.ts";
import { type NotionSync, openNotionSync } from "./syncing/notion-sync-world.ts";

const SCRIPT = fileURLToPath(new URL("./syncing/notion-sync-process.ts", import.meta.url));
/** `KILL_ROUNDS=20` for the long run; `KILL_SEED` for other moments. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 3);
const SEED = Number(process.env.KILL_SEED ?? 1);
const PAGES = 300;
const EDITS = 40;
const LATEST_MS = 30;
const SETTLED_MS = 10 * 60_000;

/** Syncs in a process of its own, killed some milliseconds after so many requests; true if it was. */
async function syncUntilKilled(world: NotionSync, settings: object, after: number, waitMs: number) {
  const { requests } = world.world;
  const start = requests.length;
  const args = [SCRIPT, world.dataDir, world.counterpart.apiUrl, JSON.stringify(settings)];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_NO_WARNINGS: "1" },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "close");
  world.world.onRequest = () => {
    if (requests.length - start === after) setTimeout(() => child.kill("SIGKILL"), waitMs);
  };
  await ended;
  world.world.onRequest = undefined;
  return child.signalCode === "SIGKILL";
}

test(`killed at ${ROUNDS} random moments, a sync loses nothing, has nothing twice, and goes on`, {
  timeout: 30_000 + ROUNDS * 8_000,
}, async () => {
  const random = seededRandom(SEED);
  const world = await openNotionSync();
  const { workspace } = world;
  const { rootId, ids } = seedPages(workspace, { pages: PAGES });
  const settings = { audiences: JSON.stringify({ [rootId]: ["everyone"] }) };
  world.set(settings);
  let kills = 0;
  let edits = 0;
  for (let round = 0; kills < ROUNDS; round += 1) {
    expect(round, "processes end before they are killed").toBeLessThan(ROUNDS * 3);
    // Spread over a whole run, and never without anything to do.
    const after = 1 + Math.floor((random() * 2 * PAGES) / ROUNDS);
    for (let n = 0; n < EDITS; n += 1, edits += 1) {
      const id = ids[Math.floor(random() * PAGES)] ?? rootId;
      workspace.writeBlocks(id, [paragraph(`Edit ${edits}.`)]);
    }
    workspace.advance(SETTLED_MS);
    if (await syncUntilKilled(world, settings, after, random() * LATEST_MS)) kills += 1;
  }
  expect(await world.sync()).toMatchObject({ failed: 0 });
  const expected = world.expected();
  const indexed = await world.indexed();
  expect(Object.keys(indexed).sort()).toEqual(Object.keys(expected).sort());
  for (const [id, { title, path, readers, text }] of Object.entries(expected)) {
    expect(indexed[id]).toMatchObject({ title, path, readers });
    expect(indexed[id]?.text).toContain(text.split("\n", 1)[0]);
  }
  const reads = world.world.requests.filter(({ path }) => path.endsWith("/children"));
  // Not from the start each time: what was stored is not read again.
  expect(reads.length).toBeLessThan((PAGES + edits) * 1.5);
});
