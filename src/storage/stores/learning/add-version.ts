import type { Transaction } from "kysely";
import type { LearnedVersion } from "../../ports/learning-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";
import { nameOf } from "./serving.ts";

/** Gives it the next number of its kind; within a turn of that kind. */
export async function addVersion(
  transaction: Transaction<DatabaseSchema>,
  given: Omit<LearnedVersion, "version" | "status" | "report">,
): Promise<LearnedVersion> {
  const { last } = await transaction
    .selectFrom("learnedVersions")
    .where("kind", "=", given.kind)
    .select((eb) => eb.fn.max("number").as("last"))
    .executeTakeFirstOrThrow();
  const number = Number(last ?? 0) + 1;
  const { kind, createdAt, artifact, digest } = given;
  const lineage = JSON.stringify(given.lineage);
  await transaction
    .insertInto("learnedVersions")
    .values({ kind, number, status: "candidate", createdAt, lineage, artifact, digest })
    .execute();
  return { ...given, version: nameOf(kind, number), status: "candidate", report: undefined };
}
