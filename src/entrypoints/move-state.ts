import { resolve } from "node:path";
import { stateFile } from "../app.ts";
import { openEngine } from "../storage/open-storage.ts";
import type { PostgresAddress } from "../storage/postgres/open-pool.ts";
import { type MovedStorage, moveStorage } from "../storage/transfer/move-storage.ts";

interface Move {
  dataDir: string;
  postgres: PostgresAddress;
  target: "postgres" | "sqlite";
}

/** Moves the state between the data folder's file and Postgres. @throws StorageError */
export async function moveState({
  dataDir,
  postgres,
  target,
}: Move): Promise<MovedStorage & { from: string; where: string }> {
  const sqlite = await openEngine({ file: stateFile(resolve(dataDir)) });
  try {
    const other = await openEngine({ file: stateFile(resolve(dataDir)), postgres });
    try {
      const [from, to] = target === "postgres" ? [sqlite, other] : [other, sqlite];
      return { from: from.where, where: to.where, ...(await moveStorage(from, to)) };
    } finally {
      await other.database.destroy();
    }
  } finally {
    await sqlite.database.destroy();
  }
}
