import type { Kysely, Transaction } from "kysely";
import type { LearnedStatus } from "../../ports/learning-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";

export function readServing(database: Kysely<DatabaseSchema>, kind: string) {
  return database
    .selectFrom("learnedServing")
    .selectAll()
    .where("kind", "=", kind)
    .executeTakeFirst();
}

/** Lets a challenger, or what served before, take the champion's place; false when it is neither by now. */
export async function letServe(
  transaction: Transaction<DatabaseSchema>,
  version: string,
  at: number,
): Promise<boolean> {
  const { kind, number } = keyOf(version);
  const row = await transaction
    .selectFrom("learnedVersions")
    .select("status")
    .where(({ and }) => and({ kind, number }))
    .executeTakeFirst();
  if (row?.status !== "challenger" && row?.status !== "retired") return false;
  const before = (await readServing(transaction, kind))?.champion ?? null;
  await setStatus(transaction, kind, before, "retired");
  await setStatus(transaction, kind, number, "champion");
  await serve(transaction, { kind, champion: number, previous: before, since: at });
  return true;
}

export async function serve(
  transaction: Transaction<DatabaseSchema>,
  row: DatabaseSchema["learnedServing"],
): Promise<void> {
  const { kind: _, ...change } = row;
  await transaction
    .insertInto("learnedServing")
    .values(row)
    .onConflict((conflict) => conflict.column("kind").doUpdateSet(change))
    .execute();
}

export async function setStatus(
  transaction: Transaction<DatabaseSchema>,
  kind: string,
  number: number | null,
  status: LearnedStatus,
): Promise<void> {
  if (number === null) return;
  await transaction
    .updateTable("learnedVersions")
    .set({ status })
    .where(({ and }) => and({ kind, number }))
    .execute();
}

export function nameOf(kind: string, number: number): string {
  return `${kind}-${number}`;
}

/** What is no version's name matches no row. */
export function keyOf(version: string): { kind: string; number: number } {
  const [, kind = "", number = "0"] = /^([a-z]+)-(\d{1,9})$/.exec(version) ?? [];
  return { kind, number: Number(number) };
}
