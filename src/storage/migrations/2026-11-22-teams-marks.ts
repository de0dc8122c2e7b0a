import type { Kysely } from "kysely";

/** In Teams: when more than mentions was heard somewhere, when who is there changed, and where people live. */
export async function createTeamsMarks(db: Kysely<unknown>): Promise<void> {
  const conversations = () => db.schema.alterTable("teams_conversations");
  await conversations().dropColumn("hears_all").execute();
  await conversations().addColumn("overheard_at", "bigint").execute();
  await conversations().addColumn("people_changed_at", "bigint").execute();
  await db.schema.alterTable("teams_people").addColumn("time_zone", "text").execute();
}
