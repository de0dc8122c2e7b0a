import { eb, heldBy, mayName } from "../held-by.ts";
import type { Part } from "../part.ts";
import { valuesOf } from "../rows.ts";

type Speakers = (string | null)[];

/** Lines of threads that somebody said, and those of which nobody knows whose they are. */
export const threadContext: Part = {
  async clear(whose, database, isCount) {
    const rooms = whose.ids.map((id) => id.split(":").slice(0, 2).join(":"));
    const isTheirs = eb(eb.fn<string>("lower", ["workspaceId"]), "in", rooms);
    const isUnknown = eb.and([
      rooms.length === 0 ? eb.or([]) : isTheirs,
      eb.or([eb("contextBy", "is", null), eb("contextBy", "like", "%null%")]),
    ]);
    const may = eb.or([isUnknown, mayName(whose, "contextBy")]);
    const rows = await database
      .selectFrom("roomReplies")
      .select(["ordinal", "context", "contextBy"])
      .where("context", "<>", "[]")
      // A whole workspace's go with its questions.
      .where(eb.not(heldBy(whose, "workspaceId", "place", database)))
      .where(may)
      .execute();
    let removed = 0;
    for (const { ordinal, context, contextBy } of rows) {
      const lines: string[] = JSON.parse(context);
      const by: Speakers = JSON.parse(contextBy ?? "[]");
      const others = lines
        .map((line, at) => ({ line, by: by[at] ?? null }))
        .filter((one) => one.by !== null && !whose.is(one.by));
      removed += lines.length - others.length;
      if (isCount || others.length === lines.length) continue;
      const left = {
        context: JSON.stringify(others.map(({ line }) => line)),
        contextBy: JSON.stringify(others.map((one) => one.by)),
      };
      await database.updateTable("roomReplies").set(left).where("ordinal", "=", ordinal).execute();
    }
    return removed;
  },
  async names(database) {
    const said = await valuesOf("roomReplies", ["contextBy"], database);
    return said.flatMap((by) => (JSON.parse(by) as Speakers).flatMap((one) => one ?? []));
  },
};
