import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import { nameFinder, plainName } from "../../../text/person-name.ts";
import type { DatabaseSchema } from "../../schema.ts";
import { replaceNames, replaceTokens, tokenOf } from "./name-tokens.ts";

const SALT_BYTES = 32;
const SHOWN = 8;

/** What an entry says with tokens for names; names that are new get one. */
export async function hideNames<Said>(
  said: Said,
  transaction: Kysely<DatabaseSchema>,
): Promise<Said> {
  const names = new Set<string>();
  replaceNames(said, (name) => {
    names.add(name);
    return name;
  });
  const tokens = new Map<string, string>();
  for (const name of names) tokens.set(name, await giveToken(name, transaction));
  return replaceNames(said, (name) => tokens.get(name) ?? name) as Said;
}

/** What an entry says with names for tokens; of those that were erased, the token's beginning. */
export function showNames<Said>(said: Said, names: ReadonlyMap<string, string>): Said {
  const show = (token: string) =>
    names.get(token) ?? `erased person ${token.slice("person:".length).slice(0, SHOWN)}`;
  return replaceTokens(said, show) as Said;
}

/** Every name that was not erased, by its token. */
export async function readNames(database: Kysely<DatabaseSchema>): Promise<Map<string, string>> {
  const rows = await database.selectFrom("auditNames").select(["token", "name"]).execute();
  return new Map(rows.map(({ token, name }) => [token, name]));
}

/** The tokens that stood for this name, which nobody can tell from now on. */
export async function eraseName(
  name: string,
  transaction: Kysely<DatabaseSchema>,
): Promise<string[]> {
  // A database's lower() knows the letters of no alphabet but the Latin one.
  const known = await transaction.selectFrom("auditNames").select(["token", "name"]).execute();
  const isTheirs = nameFinder([name]);
  const tokens = known.filter((one) => isTheirs(one.name)).map(({ token }) => token);
  tokens.push(...(await tailTokens(name, known, transaction)));
  for (const token of tokens) {
    await transaction.deleteFrom("auditNames").where("token", "=", token).execute();
  }
  return tokens;
}

/**
 * Entries of an earlier version say `o'` and a token for the rest of O'Brien's address. That rest may be
 * somebody else's own: so only where each entry that has the token has it behind the same beginning.
 */
async function tailTokens(
  name: string,
  known: readonly { token: string; name: string }[],
  transaction: Kysely<DatabaseSchema>,
): Promise<string[]> {
  const plain = plainName(name);
  const at = plain.lastIndexOf("'") + 1;
  const [head, tail] = [plain.slice(0, at), plain.slice(at)];
  const found: string[] = [];
  for (const { token } of at === 0 ? [] : known.filter((one) => plainName(one.name) === tail)) {
    const entries = await transaction
      .selectFrom("auditLog")
      .select(["actor", "detail"])
      .where((eb) => eb.or([eb("actor", "=", token), eb("detail", "like", `%${token}%`)]))
      .execute();
    const before = entries.flatMap(({ actor, detail }) => [
      ...actor.split(token).slice(0, -1),
      ...detail.split(token).slice(0, -1),
    ]);
    if (before.every((text) => plainName(text).endsWith(head))) found.push(token);
  }
  return found;
}

async function giveToken(name: string, transaction: Kysely<DatabaseSchema>): Promise<string> {
  const known = await transaction
    .selectFrom("auditNames")
    .select("token")
    .where("name", "=", name)
    .executeTakeFirst();
  if (known !== undefined) return known.token;
  const salt = randomBytes(SALT_BYTES).toString("base64url");
  const token = tokenOf(name, salt);
  await transaction.insertInto("auditNames").values({ token, name, salt }).execute();
  return token;
}
