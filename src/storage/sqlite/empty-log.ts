import { setTimeout as sleep } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import type { DatabaseSchema } from "../schema.ts";

const TRIES = 10;
const PAUSE_MS = 50;

/**
 * Until the log of writes is emptied, what was removed lately can be read from it. False while another
 * process reads what it held before.
 */
export async function emptyLog(database: Kysely<DatabaseSchema>): Promise<boolean> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    if (tried > 0) await sleep(PAUSE_MS);
    const query = sql<{ busy: number }>`pragma wal_checkpoint(truncate)`;
    const [row] = (await query.execute(database)).rows;
    if (row?.busy === 0) return true;
  }
  return false;
}
