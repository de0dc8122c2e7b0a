import { sql } from "kysely";
import { mentions, quoted } from "../conditions.ts";
import type { Work } from "../data-kind.ts";

/** Lines of threads that somebody said, and those of which nobody knows whose they are. */
export function contextOf(ids: readonly string[]): Work {
  const theirs = new Set(ids.map((id) => id.toLowerCase()));
  const workspaces = [...new Set(ids.map((id) => id.split(":").slice(0, 2).join(":")))];
  return async (database, isCount) => {
    if (ids.length === 0) return 0;
    const rows = await database
      .selectFrom("roomReplies")
      .select(["ordinal", "context", "contextBy"])
      .where("context", "<>", "[]")
      .where(
        sql<boolean>`(${mentions("context_by", [...quoted(ids), "null"])}
          or (context_by is null and workspace_id in (${sql.join(workspaces)})))`,
      )
      .execute();
    let removed = 0;
    for (const { ordinal, context, contextBy } of rows) {
      const lines: string[] = JSON.parse(context);
      const by: (string | null)[] = JSON.parse(contextBy ?? "[]");
      const others = lines
        .map((line, at) => ({ line, by: by[at] ?? null }))
        .filter((one) => one.by !== null && !theirs.has(one.by.toLowerCase()));
      removed += lines.length - others.length;
      if (isCount || others.length === lines.length) continue;
      await database
        .updateTable("roomReplies")
        .set({
          context: JSON.stringify(others.map(({ line }) => line)),
          contextBy: JSON.stringify(others.map((one) => one.by)),
        })
        .where("ordinal", "=", ordinal)
        .execute();
    }
    return removed;
  };
}
