import { hash } from "node:crypto";
import type { Kysely } from "kysely";
import type { KnownLineage, LineageStorage } from "../ports/lineage-storage.ts";
import type { DatabaseSchema } from "../schema.ts";

/** By hash; of answers how many votes there were on each. */
interface RestsOn {
  answers: Record<string, number>;
  verified: string[];
  documents: string[];
}

export function createLineageStore(database: Kysely<DatabaseSchema>): LineageStorage {
  return {
    async keep({ subject, name, madeAt, ...of }) {
      const now = await readPresent(database, new Set(of.answers.map((id) => hashOf(id))));
      const answers = of.answers.map((id) => {
        const hash = hashOf(id);
        return [hash, countUntil(now.answers.get(hash), madeAt)] as const;
      });
      const documents = of.documents.map((one) => hashOf(one.source, one.documentId));
      const restsOn: RestsOn = {
        answers: Object.fromEntries(answers),
        verified: of.verified.map((id) => hashOf(id)),
        documents: [...new Set(documents)],
      };
      const row = { subject, name, madeAt, restsOn: JSON.stringify(restsOn) };
      const { subject: _, ...change } = row;
      await database
        .insertInto("lineages")
        .values(row)
        .onConflict((conflict) => conflict.column("subject").doUpdateSet(change))
        .execute();
    },
    async list() {
      const rows = await database
        .selectFrom("lineages")
        .selectAll()
        .orderBy("madeAt", "desc")
        .orderBy("subject")
        .execute();
      if (rows.length === 0) return [];
      const known = rows.map((row) => ({ ...row, restsOn: JSON.parse(row.restsOn) as RestsOn }));
      const wanted = known.flatMap(({ restsOn }) => Object.keys(restsOn.answers));
      const now = await readPresent(database, new Set(wanted));
      return known.map(({ subject, name, madeAt, restsOn }) => ({
        ...{ subject, name, madeAt: Number(madeAt) },
        gone: compare(restsOn, now, Number(madeAt)),
      }));
    },
  };
}

type Present = Awaited<ReturnType<typeof readPresent>>;

async function readPresent(database: Kysely<DatabaseSchema>, wanted: ReadonlySet<string>) {
  const answers = await findAnswers(database, wanted);
  const [votes, verified, documents] = await Promise.all([
    database.selectFrom("votes").select(["answerId", "votedAt"]).execute(),
    database.selectFrom("verifiedAnswers").select("id").execute(),
    database.selectFrom("documents").select(["source", "documentId"]).execute(),
  ]);
  const votedAt = Map.groupBy(votes, ({ answerId }) => answerId);
  return {
    /** When each was voted on. */
    answers: new Map(
      [...answers].map(([name, id]) => [
        name,
        (votedAt.get(id) ?? []).map((vote) => Number(vote.votedAt)),
      ]),
    ),
    verified: new Set(verified.map(({ id }) => hashOf(id))),
    documents: new Set(documents.map((one) => hashOf(one.source, one.documentId))),
  };
}

/** So many are held at a time. */
const PORTION = 2_000;

/** Ids by hash. What is kept are hashes alone, so every answer is looked at; those that nothing rests on are not held. */
async function findAnswers(
  database: Kysely<DatabaseSchema>,
  wanted: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let after = 0; wanted.size > found.size; ) {
    const rows = await database
      .selectFrom("answers")
      .select(["ordinal", "id"])
      .where("ordinal", ">", after)
      .orderBy("ordinal")
      .limit(PORTION)
      .execute();
    for (const { id } of rows) {
      const name = hashOf(id);
      if (wanted.has(name)) found.set(name, id);
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PORTION) break;
    after = Number(last.ordinal);
  }
  return found;
}

function compare(of: RestsOn, now: Present, madeAt: number): KnownLineage["gone"] {
  const answers = Object.entries(of.answers);
  const kept = answers.filter(([hash]) => now.answers.has(hash));
  const votes = kept.map(([hash, then]) => then - countUntil(now.answers.get(hash), madeAt));
  return {
    answers: answers.length - kept.length,
    votes: votes.reduce((sum, missing) => sum + Math.max(0, missing), 0),
    verified: of.verified.filter((hash) => !now.verified.has(hash)).length,
    documents: of.documents.filter((hash) => !now.documents.has(hash)).length,
  };
}

/** A vote that was changed since is another one. */
function countUntil(votedAt: readonly number[] = [], madeAt: number): number {
  return votedAt.filter((at) => at <= madeAt).length;
}

function hashOf(...names: readonly string[]): string {
  return hash("sha256", JSON.stringify(names)).slice(0, 16);
}
