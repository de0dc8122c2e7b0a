import type { PersonNames } from "../ports/privacy-storage.ts";
import { DATA_KINDS } from "./data-kinds.ts";
import { type Database, eb, heldBy, mayName } from "./held-by.ts";
import { ERASED } from "./part.ts";
import { personOf } from "./whose.ts";

/** All names of people that stand in any column, text or list. */
export async function listNames(database: Database): Promise<string[]> {
  const names = new Set<string>();
  for (const part of DATA_KINDS.flatMap(({ held = [] }) => held)) {
    for (const name of (await part.names?.(database)) ?? []) names.add(name);
  }
  names.delete(ERASED);
  return [...names];
}

/**
 * What somebody alone with the bot asked was for themselves: so what they are called as a reader and
 * what their chat calls them are one person's. Addresses that an admin linked to theirs stand in the
 * same list: those lead nowhere, for the link may have been a mistake.
 */
export async function identify(person: PersonNames, database: Database): Promise<PersonNames> {
  const ids = new Set(person.ids);
  const principals = new Set(person.principals);
  // An address may lead to an id of a second chat, and that one to no more.
  for (let size = -1; size !== ids.size + principals.size; ) {
    size = ids.size + principals.size;
    const whose = personOf({ ids: [...ids], principals: [...principals] });
    const rows = await database
      .selectFrom("answers")
      .innerJoin("roomReplies", "roomReplies.answerId", "answers.id")
      .select(["answers.askedBy", "answers.audience"])
      .distinct()
      .where((of) => of.or([of("roomKind", "=", "direct"), of("onlyTo", "is not", null)]))
      .where(
        eb.or([
          heldBy(whose, "answers.askedBy", "id", database),
          mayName(whose, "answers.audience"),
        ]),
      )
      .execute();
    for (const { askedBy, audience } of rows) {
      const own = ownAddressIn(audience);
      if (own === undefined || whose.is(askedBy) === whose.is(own)) continue;
      if (whose.is(askedBy)) principals.add(own);
      else ids.add(askedBy);
    }
  }
  return { ids: [...ids], principals: [...principals] };
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
