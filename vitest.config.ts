import { accessSync, constants, statfsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const MEMORY = "/dev/shm";
const ENOUGH_BYTES = 4e9;

export default defineConfig({
  test: {
    // What tests keep need not outlive a power cut, and disks take a third of their time.
    env: hasMemoryFolder() ? { TMPDIR: MEMORY } : {},
    include: ["tests/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Many tests wait, for processes and for the pace of vendors: with a worker a core, cores were idle half of the time.
    maxWorkers: availableParallelism() + 2,
  },
});

function hasMemoryFolder(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ENOUGH_BYTES;
  } catch {
    return false;
  }
}
