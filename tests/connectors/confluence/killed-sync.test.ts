import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { text } from "./confluence-fixture.ts";
import { openConfluenceSync } from "./confluence-sync-world.ts";

const SCRIPT = fileURLToPath(new URL("./confluence-sync-process.ts", import.meta.url));
const PAGES = 300;
/** Requests after which each of the processes is killed. */
const KILLED_AFTER = (process.env.KILLED_AFTER ?? "5,90,150").split(",").map(Number);

test("killed at any moment and run again, a sync loses no page, has none twice, and goes on", {
  timeout: 30_000 + KILLED_AFTER.length * 5_000,
}, async () => {
  const hourAgo = () => Date.now() - 3_600_000;
  const world = await openConfluenceSync({ now: hourAgo });
  const { site } = world;
  site.createSpace({ key: "HB", name: "Handbook" });
  for (let n = 0; n < PAGES; n += 1) {
    const id = site.createPage({
      spaceKey: "HB",
      title: `Page ${n}`,
      storage: text(`Words ${n}.`),
    });
    // Each with requests of its own, so that there are moments between.
    site.comment({ on: id, storage: text(`Words 1000${n}.`) });
  }
  site.advance(3_600_000);
  const { requests } = world.world;
  for (const after of KILLED_AFTER) {
    const start = requests.length;
    const args = [SCRIPT, world.dataDir, JSON.stringify(world.settings)];
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
  expect(await world.indexed()).toEqual(world.expected());
  const reads = requests.filter(({ path }) => path.endsWith("/footer-comments"));
  // Not from the start each time: what was stored is not read again.
  expect(reads.length).toBeLessThan(PAGES * 2);
});
