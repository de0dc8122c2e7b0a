import { eb, heldBy, mayName } from "../held-by.ts";
import type { Part } from "../part.ts";
import { removeKeys } from "../rows.ts";

/** Answers to others that name who approved what they say. */
export const shownName: Part = {
  async clear(whose, database, isCount) {
    const named = await database
      .selectFrom("verifiedAnswers")
      .select(["id", "approvedName"])
      .where(heldBy(whose, "approvedBy", "id", database))
      .where("approvedName", "is not", null)
      .execute();
    let changed = 0;
    for (const { id, approvedName: by } of named) {
      const shown = await database
        .selectFrom("answers")
        .select(["ordinal", "answer"])
        .where(eb("answer", "like", `%"verified":{"id":${JSON.stringify(id)}%`))
        .execute();
      for (const { ordinal, answer } of shown) {
        const said = JSON.parse(answer ?? "{}");
        if (said.verified?.id !== id || said.verified.by !== by) continue;
        changed += 1;
        if (isCount) continue;
        said.verified.by = "an admin";
        const left = { answer: JSON.stringify(said) };
        await database.updateTable("answers").set(left).where("ordinal", "=", ordinal).execute();
      }
    }
    return changed;
  },
};

/** Those of which each list of readers names them: nobody is left whom they were written for. */
export const forThemAlone: Part = {
  async clear(whose, database, isCount) {
    const rows = await database
      .selectFrom("verifiedAnswers")
      .select(["id", "audience"])
      .where(mayName(whose, "audience"))
      .execute();
    const alone = rows.filter(({ audience }) =>
      (JSON.parse(audience) as string[][]).every((list) => list.some(whose.is)),
    );
    const ids = alone.map(({ id }) => id);
    if (!isCount) await removeKeys("verifiedAnswers", "id", ids, database);
    return ids.length;
  },
};
