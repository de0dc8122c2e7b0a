import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { seedFiles } from "../../counterparts/google-drive/seeds/seed-files.ts";
import { comparable } from "./comparable.ts";
import { ANN } from "./drive-fixture.ts";
import { openClosedSync } from "./drive-sync-world.ts";

const SCRIPT = fileURLToPath(new URL("./drive-sync-process.ts", import.meta.url));
const FILES = 300;
/** Requests after which each of the processes is killed. */
const KILLED_AFTER = [3, 90, 150];

test("killed at any moment and run again, a sync loses no file, has none twice, and goes on", {
  timeout: 60_000,
}, async () => {
  const world = await openClosedSync();
  const { drive, addresses, key } = world;
  const { requests } = world.world;
  const { rootId } = seedFiles(world.world, { files: FILES, brokenEvery: FILES * 2 });
  const settings = { drives: rootId };
  world.set(settings);
  const run = async (after: number) => {
    const start = requests.length;
    const given = { ...addresses, requestsPerMinute: "1000000", subject: ANN, ...settings };
    const child = spawn(process.execPath, [SCRIPT, world.dataDir, JSON.stringify(given), key], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, NODE_NO_WARNINGS: "1" },
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    const ended = once(child, "close");
    world.world.onRequest = () => {
      if (requests.length - start >= after) child.kill("SIGKILL");
    };
    await ended;
    world.world.onRequest = undefined;
    expect(child.signalCode).toBe("SIGKILL");
  };
  for (const after of KILLED_AFTER) await run(after);
  expect(await world.sync()).toMatchObject({ seen: FILES, failed: 0, removed: 0 });
  const expected = comparable(world.expected());
  expect(comparable(await world.indexed())).toEqual(expected);
  const reads = requests.filter(({ path }) => /\/export$/.test(path));
  // Not from the start each time: what was stored is not read again.
  expect(reads.length).toBeLessThan(FILES * 1.5);

  // In the middle of changes as well: what was read of them is not passed over.
  const folders = [...drive.items.values()].filter(({ name }) => name.startsWith("Folder"));
  for (const { id, name } of folders.slice(0, 6)) drive.rename(id, `Old ${name}`);
  await run(40);
  await world.sync();
  expect(comparable(await world.indexed())).toEqual(comparable(world.expected()));
});
