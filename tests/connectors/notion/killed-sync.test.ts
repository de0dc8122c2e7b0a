import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { seedPages } from "../../counterparts/notion/seeds/seed-pages.ts";
import { openNotionSync } from "./notion-sync-world.ts";

const SCRIPT = fileURLToPath(new URL("./notion-sync-process.ts", import.meta.url));
const PAGES = 300;
/** Requests after which each of the processes is killed. */
const KILLED_AFTER = [20, 60, 390];

test("killed at any moment and run again, a sync loses no page, has none twice, and goes on", {
  timeout: 30_000,
}, async () => {
  const hourAgo = () => Date.now() - 3_600_000;
  const world = await openNotionSync({ now: hourAgo });
  const { rootId } = seedPages(world.workspace, { pages: PAGES });
  world.workspace.advance(3_600_000);
  const settings = { audiences: JSON.stringify({ [rootId]: ["everyone"] }) };
  world.set(settings);
  const { requests } = world.world;
  for (const after of KILLED_AFTER) {
    const start = requests.length;
    const args = [SCRIPT, world.dataDir, world.counterpart.apiUrl, JSON.stringify(settings)];
    const child = spawn(process.execPath, args, {
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
  }
  expect(await world.sync()).toMatchObject({ seen: PAGES + 1, failed: 0, removed: 0 });
  const expected = world.expected();
  const indexed = await world.indexed();
  expect(Object.keys(indexed).sort()).toEqual(Object.keys(expected).sort());
  for (const [id, { title, path, readers }] of Object.entries(expected)) {
    expect(indexed[id]).toMatchObject({ title, path, readers });
  }
  const reads = requests.filter(({ path }) => path.endsWith("/children"));
  // Not from the start each time: what was stored is not read again.
  expect(reads.length).toBeLessThan(PAGES * 2);
});
