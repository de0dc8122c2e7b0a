import { sql } from "kysely";
import type { PersonNames } from "../ports/privacy-storage.ts";
import { among, mentions, quoted } from "./conditions.ts";
import type { Database } from "./data-kind.ts";
import { DATA_KINDS } from "./data-kinds.ts";

/** As queues and commands name people, among other ids. */
const ID = /"([a-z]+:[^"\s:~]+:[^"\s:~]+)"/g;

/** All names of people that stand in any column, text or list. */
export async function listNames(database: Database): Promise<string[]> {
  const names = new Set<string>();
  for (const [table, column] of DATA_KINDS.flatMap(({ people = [] }) => people)) {
    const found = sql<{
      name: string | null;
    }>`select distinct ${sql.ref(column)} as name from ${sql.table(table)}`;
    for (const { name } of (await found.execute(database)).rows) if (name) names.add(name);
  }
  for (const table of ["answers", "verifiedAnswers"] as const) {
    const lists = await database.selectFrom(table).select("audience").distinct().execute();
    for (const { audience } of lists) for (const one of usersIn(audience)) names.add(one);
  }
  const said = await database.selectFrom("roomReplies").select("contextBy").distinct().execute();
  const waiting = await database.selectFrom("jobs").select("payload").execute();
  for (const text of [...said.map((row) => row.contextBy), ...waiting.map((row) => row.payload)]) {
    for (const [, id = ""] of (text ?? "").matchAll(ID)) names.add(id);
  }
  return [...names];
}

/**
 * What somebody alone with the bot asked was for themselves: so what they are called as a reader and
 * what their chat calls them are one person's.
 */
export async function identify(person: PersonNames, database: Database): Promise<PersonNames> {
  const ids = new Set(person.ids);
  const principals = new Set(person.principals);
  // An address may lead to an id of a second chat, and that one to no more.
  for (let size = -1; size !== ids.size + principals.size; ) {
    size = ids.size + principals.size;
    const rows = await database
      .selectFrom("answers")
      .innerJoin("roomReplies", "roomReplies.answerId", "answers.id")
      .select(["answers.askedBy", "answers.audience"])
      .distinct()
      .where((eb) => eb.or([eb("roomKind", "=", "direct"), eb("onlyTo", "is not", null)]))
      .where(
        sql<boolean>`(${among("answers.asked_by", [...ids])} or ${mentions("answers.audience", quoted([...principals]))})`,
      )
      .execute();
    for (const { askedBy, audience } of rows) {
      ids.add(askedBy);
      for (const one of usersIn(audience)) principals.add(one);
    }
  }
  return { ids: [...ids], principals: [...principals] };
}

function usersIn(audience: string): string[] {
  const lists = JSON.parse(audience) as string[][];
  return lists.flat().filter((principal) => principal.startsWith("user:"));
}
