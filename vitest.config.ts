import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Many tests wait, for processes and for the pace of vendors: one worker would leave a core idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
