import type { Kysely, Selectable } from "kysely";
import type { AuditFlaw } from "../../ports/audit-entry.ts";
import type { AuditLogTable, DatabaseSchema } from "../../schema.ts";
import { type AuditHead, isSealed, openAuditKey, readHead, sealEntry } from "./audit-head.ts";
import type { AuditTrail } from "./audit-trail.ts";
import { hashAuditEntry, NO_HASH } from "./hash-audit-entry.ts";
import { replaceTokens, tokenOf } from "./name-tokens.ts";
import { verifyEnd } from "./verify-end.ts";

const BATCH = 1_000;

type Row = Selectable<AuditLogTable>;

/** The first entry that is not as it was written; undefined when all are. */
export async function verifyAudit(
  database: Kysely<DatabaseSchema>,
  { sealer, headFile }: Pick<AuditTrail, "sealer" | "headFile">,
): Promise<AuditFlaw | undefined> {
  const head = await readHead(database);
  const key = head && openAuditKey(head, sealer);
  const tokens = createTokenBook();
  let previous: Pick<Row, "id" | "hash" | "seal"> = { id: 0, hash: NO_HASH, seal: null };
  for (;;) {
    const rows = await readAfter(previous.id, database);
    if (rows.length === 0) break;
    for (const row of rows) {
      const problem =
        findProblem(previous, row) ??
        findUnsealed(row, head, key) ??
        findNewKey(row, previous, head);
      if (problem !== undefined) return { entry: row.id, problem };
      tokens.note(row);
      previous = row;
    }
  }
  const log = { entries: previous.id, hashOf: (entry: number) => readHash(entry, database) };
  return (await verifyEnd(log, { head, key }, headFile)) ?? tokens.findFlaw(database);
}

/** What was written since the log is sealed has to be; a log with entries and no head was robbed of it. */
function findUnsealed(
  { id, hash, seal }: Row,
  head: AuditHead | undefined,
  key: string | undefined,
): string | undefined {
  if (head === undefined || key === undefined) {
    return "what it was sealed with is missing";
  }
  if (id < head.sealedFrom || isSealed(seal, sealEntry(hash, key))) return undefined;
  return "it was not written by Footnote, or changed";
}

/** A log that was sealed before gets another key only where the log says that the first was lost. */
function findNewKey(
  { id, action, detail }: Row,
  before: { seal: string | null },
  head: AuditHead | undefined,
): string | undefined {
  if (id !== head?.sealedFrom || before.seal === null) return undefined;
  const { left } = JSON.parse(detail) as { left?: string[] };
  if (action === "secrets.rotated" && left?.includes("audit log")) return undefined;
  return "the log's key was removed before it";
}

async function readHash(
  entry: number,
  database: Kysely<DatabaseSchema>,
): Promise<string | undefined> {
  const row = await database
    .selectFrom("auditLog")
    .select("hash")
    .where("id", "=", entry)
    .executeTakeFirst();
  return row?.hash;
}

function readAfter(id: number, database: Kysely<DatabaseSchema>): Promise<Row[]> {
  return database
    .selectFrom("auditLog")
    .selectAll()
    .where("id", ">", id)
    .orderBy("id")
    .limit(BATCH)
    .execute();
}

function findProblem(previous: { id: number; hash: string }, row: Row): string | undefined {
  if (row.id !== previous.id + 1) return "what stood before it is missing";
  if (row.previousHash !== previous.hash) return "it does not follow from the one before";
  try {
    if (row.hash === hashAuditEntry({ ...row, detail: JSON.parse(row.detail) })) return undefined;
  } catch {
    // Somebody wrote a detail that is not JSON.
  }
  return "it was changed";
}

/** Which entry names a token first, and which tokens the log says were erased. */
function createTokenBook() {
  const firstIn = new Map<string, number>();
  const erased = new Set<string>();
  return {
    note({ id, actor, action, detail }: Row): void {
      const said: unknown = [actor, JSON.parse(detail)];
      replaceTokens(said, (token) => {
        if (!firstIn.has(token)) firstIn.set(token, id);
        if (action === "person.erased") erased.add(token);
        return token;
      });
    },
    async findFlaw(database: Kysely<DatabaseSchema>): Promise<AuditFlaw | undefined> {
      const rows = await database.selectFrom("auditNames").selectAll().execute();
      const wrong = rows.filter(({ token, name, salt }) => tokenOf(name, salt) !== token);
      const kept = new Set(rows.map(({ token }) => token));
      const lost = [...firstIn.keys()].filter((token) => !kept.has(token) && !erased.has(token));
      const flaws = [
        ...describe(lost, "whom it names was removed, and no erasure is in the log"),
        ...describe(
          wrong.map(({ token }) => token),
          "whom it names was changed",
        ),
      ];
      return flaws.sort((a, b) => a.entry - b.entry)[0];
    },
  };

  function describe(tokens: readonly string[], problem: string): AuditFlaw[] {
    return tokens.flatMap((token) => {
      const entry = firstIn.get(token);
      return entry === undefined ? [] : [{ entry, problem }];
    });
  }
}
