import { sql } from "kysely";
import { allOf, among, ERASED, mentions, olderThan, quoted, startsWith } from "../conditions.ts";
import type { DataKind, Work } from "../data-kind.ts";

const UNFINISHED = sql<boolean>`status in ('waiting', 'rejected')`;

/** Answers that people stand for, and what was to become one. */
export const verifiedKinds: readonly DataKind[] = [
  {
    name: "proposals",
    tables: ["verifiedAnswers"],
    what: "what was proposed as a verified answer, and waits or was rejected",
    whose: "whoever proposed it",
    until: { kept: "proposals" },
    erased: "removed",
    people: [["verifiedAnswers", "created_by"]],
    ofPerson: ({ ids }) => [
      { table: "verifiedAnswers", where: allOf(UNFINISHED, among("created_by", ids)) },
    ],
    expired: (before) => [
      {
        table: "verifiedAnswers",
        key: ["id"],
        where: allOf(UNFINISHED, olderThan("changed_at", before)),
      },
    ],
  },
  {
    name: "verified answers",
    tables: ["verifiedAnswers"],
    what: "answers that people stand for, with the documents they rest on",
    whose: "the company; whoever wrote and approved them",
    until: "an admin removes them",
    erased: "their name removed, the text stays; one that was for them alone goes",
    people: [["verifiedAnswers", "approved_by"]],
    ofPerson: ({ ids, principals }) => [
      shownName(ids),
      {
        table: "verifiedAnswers",
        where: among("created_by", ids),
        set: sql`created_by = ${ERASED}, message_id = null`,
      },
      {
        table: "verifiedAnswers",
        where: among("approved_by", ids),
        set: sql`approved_by = ${ERASED}, approved_name = null`,
      },
      forThemAlone(principals),
    ],
    ofWorkspace: (workspaceId) => [
      { table: "verifiedAnswers", where: sql`workspace_id = ${workspaceId}` },
      {
        table: "verifiedAnswers",
        where: startsWith("created_by", `${workspaceId}:`),
        set: sql`created_by = ${ERASED}, message_id = null`,
      },
      {
        table: "verifiedAnswers",
        where: startsWith("approved_by", `${workspaceId}:`),
        set: sql`approved_by = ${ERASED}, approved_name = null`,
      },
    ],
  },
];

/** Answers to others that name who approved what they say. */
function shownName(ids: readonly string[]): Work {
  return async (database, isCount) => {
    const named = await database
      .selectFrom("verifiedAnswers")
      .select(["id", "approvedName"])
      .where(among("approved_by", ids))
      .where("approvedName", "is not", null)
      .execute();
    let changed = 0;
    for (const { id, approvedName } of named) {
      const by = `"by":${JSON.stringify(approvedName)}`;
      const where = allOf(
        mentions("answer", [`"verified":{"id":${JSON.stringify(id)}`]),
        mentions("answer", [by]),
      );
      const shown = database.selectFrom("answers").select("ordinal").where(where);
      changed += (await shown.execute()).length;
      if (isCount) continue;
      await sql`update answers set answer = replace(answer, ${by}, ${'"by":"an admin"'}) where ${where}`.execute(
        database,
      );
    }
    return changed;
  };
}

/** Those of which each list of readers names them: nobody is left whom they were written for. */
function forThemAlone(principals: readonly string[]): Work {
  const names = new Set(principals);
  return async (database, isCount) => {
    if (principals.length === 0) return 0;
    const rows = await database
      .selectFrom("verifiedAnswers")
      .select(["id", "audience"])
      .where(mentions("audience", quoted(principals)))
      .execute();
    const alone = rows.filter(({ audience }) =>
      (JSON.parse(audience) as string[][]).every((list) => list.some((one) => names.has(one))),
    );
    for (const { id } of isCount ? [] : alone) {
      await database.deleteFrom("verifiedAnswers").where("id", "=", id).execute();
    }
    return alone.length;
  };
}
