import { type Kysely, sql } from "kysely";
import type { DatabaseSchema } from "../schema.ts";

/** What a server says of itself: `clockMs` by its own clock, half the way back. */
export async function askServer(
  database: Kysely<DatabaseSchema>,
): Promise<{ version: string; tookMs: number; clockMs: number }> {
  // The first statement pays for the connection.
  await sql`select 1`.execute(database);
  const started = performance.now();
  const { rows } = await sql<{ version: string; ms: number }>`
    select current_setting('server_version') as version,
      (extract(epoch from clock_timestamp()) * 1000)::bigint as ms`.execute(database);
  const tookMs = performance.now() - started;
  const [{ version, ms } = { version: "", ms: Number.NaN }] = rows;
  return {
    version: version.split(" ")[0] ?? "",
    tookMs: Math.round(tookMs),
    clockMs: ms + tookMs / 2,
  };
}
