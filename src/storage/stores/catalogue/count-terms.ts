import type { Transaction } from "kysely";
import { inChunks } from "../../column-values.ts";
import { type TermCount, titleTerm } from "../../ports/catalogue-storage.ts";
import type { DatabaseSchema } from "../../schema.ts";
import { addToCounter } from "./counters.ts";

/** How many passages there are with which terms, and how long they are, as one write changes it. */
export function createTermTally() {
  const changes = new Map<string, number>();
  let passages = 0;
  let length = 0;

  function count(term: string, by: number): void {
    changes.set(term, (changes.get(term) ?? 0) + by);
  }

  return {
    add(passage: { terms: readonly TermCount[]; length: number }, by: 1 | -1): void {
      passages += by;
      length += by * passage.length;
      for (const [term, inTitle] of passage.terms) {
        count(term, by);
        if (inTitle > 0) count(titleTerm(term), by);
      }
    },

    async save(transaction: Transaction<DatabaseSchema>): Promise<void> {
      if (passages !== 0) await addToCounter(transaction, "passages", passages);
      if (length !== 0) await addToCounter(transaction, "length", length);
      const rows = [...changes].filter(([, by]) => by !== 0);
      for (const chunk of inChunks(rows)) {
        await transaction
          .insertInto("catalogueTerms")
          .values(chunk.map(([term, by]) => ({ term, passages: by })))
          .onConflict((conflict) =>
            conflict.column("term").doUpdateSet((eb) => ({
              passages: eb("catalogueTerms.passages", "+", eb.ref("excluded.passages")),
            })),
          )
          .execute();
      }
    },
  };
}
