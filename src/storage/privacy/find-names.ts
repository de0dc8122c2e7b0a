import { sql } from "kysely";
import type { PersonNames } from "../ports/privacy-storage.ts";
import { among, ERASED, mentions, quoted } from "./conditions.ts";
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
    for (const { name } of (await found.execute(database)).rows) {
      if (name && name !== ERASED) names.add(name);
    }
  }
  for (const table of ["answers", "verifiedAnswers"] as const) {
    const lists = await database.selectFrom(table).select("audience").distinct().execute();
    for (const { audience } of lists) for (const one of usersIn(audience)) names.add(one);
  }
  // What sources say of their groups is theirs, and stays.
  const own = await database
    .selectFrom("readerGroups")
    .select("members")
    .where("source", "=", "")
    .execute();
  for (const { members } of own) for (const one of usersIn(`[${members}]`)) names.add(one);
  const said = await database.selectFrom("roomReplies").select("contextBy").distinct().execute();
  const waiting = await database.selectFrom("jobs").select("payload").execute();
  for (const text of [...said.map((row) => row.contextBy), ...waiting.map((row) => row.payload)]) {
    for (const [, id = ""] of (text ?? "").matchAll(ID)) names.add(id);
  }
  return [...names];
}

/**
 * What somebody alone with the bot asked was for themselves: so what they are called as a reader and
 * what their chat calls them are one person's. Addresses that an admin linked to theirs stand in the
 * same list: those lead nowhere, for the link may have been a mistake.
 */
export async function identify(person: PersonNames, database: Database): Promise<PersonNames> {
  const found = { ids: new Set(person.ids), principals: new Set(person.principals) };
  const has = (names: ReadonlySet<string>, name: string) =>
    [...names].some((one) => one.toLowerCase() === name.toLowerCase());
  // An address may lead to an id of a second chat, and that one to no more.
  for (let size = -1; size !== found.ids.size + found.principals.size; ) {
    size = found.ids.size + found.principals.size;
    const [ids, principals] = [[...found.ids], [...found.principals]];
    const rows = await database
      .selectFrom("answers")
      .innerJoin("roomReplies", "roomReplies.answerId", "answers.id")
      .select(["answers.askedBy", "answers.audience"])
      .distinct()
      .where((eb) => eb.or([eb("roomKind", "=", "direct"), eb("onlyTo", "is not", null)]))
      .where(
        sql<boolean>`(${among("answers.asked_by", ids)} or ${mentions("answers.audience", quoted(principals))})`,
      )
      .execute();
    for (const { askedBy, audience } of rows) {
      const own = ownAddressIn(audience);
      if (own === undefined) continue;
      if (has(found.ids, askedBy)) found.principals.add(own);
      else if (has(found.principals, own)) found.ids.add(askedBy);
    }
  }
  return { ids: [...found.ids], principals: [...found.principals] };
}

/**
 * The address that the platform gave whom an answer is for alone: it is the first one, and links only
 * add behind it. None where that one was erased, or where there are several people.
 */
function ownAddressIn(audience: string): string | undefined {
  const [person = [], ...others] = JSON.parse(audience) as string[][];
  const first = person.find((one) => one.startsWith("user:") || one === ERASED);
  return others.length > 0 || first === ERASED ? undefined : first;
}

function usersIn(audience: string): string[] {
  const lists = JSON.parse(audience) as string[][];
  return lists.flat().filter((principal) => principal.startsWith("user:"));
}
