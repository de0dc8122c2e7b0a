import { moveState } from "../../../src/entrypoints/move-state.ts";

/* Moves the state and says what it did; for tests that kill it on the way. */

const [dataDir = "", url = "", target] = process.argv.slice(2);
process.stdout.write("began\n");
const moved = await moveState({
  dataDir,
  postgres: { url, connections: 3 },
  target: target === "postgres" ? "postgres" : "sqlite",
});
process.stdout.write(`${JSON.stringify(moved)}\n`);
