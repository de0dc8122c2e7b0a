import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import type { Drive } from "../../counterparts/google-drive/drive/drive.ts";
import { seedFiles } from "../../counterparts/google-drive/seeds/seed-files.ts";
import { seededRandom } from "../../support/seeded-random.ts";
import { ANN } from "./drive-fixture.ts";
import { comparable } from "./syncing/comparable.ts";
import { openClosedSync } from "./syncing/drive-sync-world.ts";

const SCRIPT = fileURLToPath(new URL("./syncing/drive-sync-process.ts", import.meta.url));
/** `KILL_ROUNDS=20` for the long run; `KILL_SEED` for other moments. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 3);
const SEED = Number(process.env.KILL_SEED ?? 1);
const FILES = 300;
const EDITS = 40;
/** In the lowest of the seeded folders. */
const FILES_IN_LEAF = 25;
const LATEST_MS = 30;

type World = Awaited<ReturnType<typeof openClosedSync>>;

/** Syncs in a process of its own, killed some milliseconds after so many requests; true if it was. */
async function syncUntilKilled(world: World, drives: string, after: number, waitMs: number) {
  const { addresses, dataDir, key } = world;
  const { requests } = world.world;
  const start = requests.length;
  const given = { ...addresses, requestsPerMinute: "1000000", subject: ANN, drives };
  const child = spawn(process.execPath, [SCRIPT, dataDir, JSON.stringify(given), key], {
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

/** Edits, a renamed folder, other readers, and files that come and go; returns how many to read. */
function work(drive: Drive, ids: readonly string[], random: () => number): number {
  const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T;
  const folders = [...drive.items.values()].filter(({ name }) => name.includes("Folder"));
  const leaves = folders.filter(({ id }) => !folders.some(({ parentId }) => parentId === id));
  for (let n = 0; n < EDITS; n += 1) {
    const id = pick(ids);
    if (drive.get(id).content?.kind === "document") drive.edit(id, `Edit ${n}.`);
  }
  const leaf = pick(leaves);
  drive.rename(leaf.id, `Old ${leaf.name}`);
  const emailAddress = pick(["ben@acme.example", "cleo@acme.example"]);
  drive.share(pick(folders).id, { type: "user", role: "reader", emailAddress });
  const gone = drive.get(pick(ids));
  drive.setTrashed(gone.id, !gone.isTrashed);
  return EDITS + FILES_IN_LEAF + 1;
}

test(`killed at ${ROUNDS} random moments, a sync loses nothing, has nothing twice, and goes on`, {
  timeout: 30_000 + ROUNDS * 8_000,
}, async () => {
  const random = seededRandom(SEED);
  const world = await openClosedSync();
  const { requests } = world.world;
  const { rootId, ids } = seedFiles(world.world, { files: FILES, brokenEvery: FILES * 2 });
  world.set({ drives: rootId });
  let kills = 0;
  let toRead = FILES;
  for (let round = 0; kills < ROUNDS; round += 1) {
    expect(round, "processes end before they are killed").toBeLessThan(ROUNDS * 3);
    if (round > 0) toRead += work(world.drive, ids, random);
    // Spread over a whole run, and never without anything to do.
    const after = 1 + Math.floor((random() * 2 * FILES) / ROUNDS);
    if (await syncUntilKilled(world, rootId, after, random() * LATEST_MS)) kills += 1;
  }
  const report = await world.sync();
  expect(report).toMatchObject({ failed: 0 });
  expect(report).not.toHaveProperty("error");
  const indexed = await world.indexed();
  expect(comparable(indexed)).toEqual(comparable(world.expected()));
  for (const { text } of Object.values(indexed)) {
    const lines = text.split("\n").filter((line) => line !== "");
    expect(new Set(lines).size, text).toBe(lines.length);
  }
  const reads = requests.filter(({ path }) => path.endsWith("/export"));
  // Not from the start each time: what was stored is not read again.
  expect(reads.length).toBeLessThan(toRead * 1.5);
});
