import { expect, onTestFinished, test, vi } from "vitest";
import { printAudit, printStatus } from "../../src/entrypoints/cli/sources/print-sources.ts";
import { addSource } from "../../src/sources/add-source.ts";
import { sourceStatus } from "../../src/sources/list-sources.ts";
import { openSourcesWorld } from "../sources/sources-world.ts";
import { writeFile } from "../sync/sync-world.ts";

async function openWorld(audience?: string[]) {
  const world = await openSourcesWorld();
  await addSource(world.request({ audience }), "ann", world.deps);
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  onTestFinished(() => write.mockRestore());
  return {
    ...world,
    async status() {
      write.mockClear();
      printStatus(await sourceStatus("handbook", world.deps));
      return write.mock.calls.map(([text]) => text).join("");
    },
  };
}

test("what cannot be read is shown with how often it was tried, and when it is tried again", async () => {
  const { deps, folder, sync, status } = await openWorld();
  const clock = { now: Date.UTC(2026, 2, 1, 9) };
  Object.assign(deps, { now: () => clock.now });
  writeFile(folder, "broken.pdf", "no PDF");
  await sync();
  expect(await status()).toMatch(
    / {4}failed: broken\.pdf: .+\n {8}tried once, again with the first sync after 2026-03-01T09:15:00\.000Z\n/,
  );
  clock.now += 20 * 60_000;
  await sync();
  expect(await status()).toContain(
    "tried 2 times, again with the first sync after 2026-03-01T10:20:00.000Z",
  );
});

test("who may read a source is told as its documents have it", async () => {
  const { folder, sync, status } = await openWorld([]);
  expect(await status()).toContain("    for nobody, unless a document says otherwise\n");
  await sync();
  expect(await status()).toContain("    for nobody\n");
  expect(await status()).toMatch(/: ok, (\d+) documents \(\1 of them for nobody\), /);
  writeFile(folder, "_access.yaml", "pay/**: [group:finance]\n");
  await sync();
  expect(await status()).toContain("    for nobody, unless a document says otherwise (1 of 2)\n");
  writeFile(folder, "_access.yaml", '"**": [group:finance]\n');
  await sync();
  expect(await status()).toContain("    for whom each document says\n");
});

test("an id of any length takes no more than a line of an audit", () => {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  onTestFinished(() => write.mockRestore());
  const differences = [
    { documentId: "x".repeat(5_000), problem: "missing" as const },
    { documentId: "short.md", problem: "missing" as const },
  ];
  printAudit({ source: "handbook", kinds: {}, differences });
  const lines = write.mock.calls.map(([text]) => String(text));
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(250);
  expect(lines.join("")).toContain(": short.md\n");
});
