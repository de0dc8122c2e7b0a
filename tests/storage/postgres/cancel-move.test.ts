import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readConfig } from "../../../src/config.ts";
import { examineState } from "../../../src/entrypoints/examine/examine-state.ts";
import { cancelMove } from "../../../src/entrypoints/move-state.ts";
import { openStorage } from "../../../src/storage/open-storage.ts";
import { isNoting, noteChanges, takeChanges } from "../../../src/storage/transfer/change-log.ts";
import { writeStanding } from "../../../src/storage/transfer/standing.ts";
import { temporaryFolder } from "../temporary-storage.ts";
import { usePostgres } from "./postgres-world.ts";

const server = usePostgres();

test.each(["sqlite", "postgres", "sqlite, while DATABASE_URL says where to"])(
  "a move from %s that was cut off is told, and cancelled",
  async (engine) => {
    const file = join(temporaryFolder(), "state.sqlite");
    const postgres = engine === "sqlite" ? undefined : await server.emptyDatabase();
    const from = engine === "postgres" ? postgres : undefined;
    const storage = await openStorage({ file, postgres: from });
    onTestFinished(() => storage.close());
    const dataDir = dirname(file);
    const config = { ...readConfig({}, {}), dataDir, postgres };
    const checks = async () => (await examineState(config)).filter(({ name }) => name === "move");
    expect(await checks()).toEqual([]);
    expect(await cancelMove({ dataDir, postgres })).toBe(false);

    // What a process that was killed leaves.
    await noteChanges(storage.database);
    await storage.leases.acquire("one", "owner", 1_000, 1);
    expect(await takeChanges(storage.database)).toEqual([{ table: "leases", key: ["one"] }]);
    expect(await checks()).toMatchObject([{ ok: true, fix: expect.stringContaining("cancel") }]);

    expect(await cancelMove({ dataDir, postgres })).toBe(true);
    expect(await isNoting(storage.database)).toBe(false);
    expect(await checks()).toEqual([]);
    expect(await storage.leases.acquire("one", "owner", 1_000, 5)).toBe(true);
  },
);

test("a state that has left already does not stay where it was", async () => {
  const file = join(temporaryFolder(), "state.sqlite");
  const storage = await openStorage({ file });
  onTestFinished(() => storage.close());
  await noteChanges(storage.database);
  await writeStanding(storage.database, { standing: "left", other: "elsewhere" });
  const cancelling = cancelMove({ dataDir: dirname(file), postgres: undefined });
  await expect(cancelling).rejects.toThrow("elsewhere");
});
