import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Many tests wait, for processes and for the pace of vendors: a worker a core would leave cores idle.
    maxWorkers: availableParallelism() + 1,
  },
});
