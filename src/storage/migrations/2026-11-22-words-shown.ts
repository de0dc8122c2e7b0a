import { type Kysely, sql } from "kysely";

/** When an answer's first words were shown, and what its message was changed into since. */
export async function createWordsShown(db: Kysely<unknown>): Promise<void> {
  const replies = () => db.schema.alterTable("room_replies");
  await replies().addColumn("shown_at", "bigint").execute();
  await replies().addColumn("left_as", "text").execute();
  // Of those before, nobody knows better than that something was shown.
  const showing = sql`update room_replies set shown_at = coalesce(showing_at, created_at)`;
  await sql`${showing} where state is not null`.execute(db);
}
