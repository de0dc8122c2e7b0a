import { type Kysely, sql } from "kysely";
import { isPostgres } from "../in-turn.ts";
import type { AuditLogTable, DatabaseSchema } from "../schema.ts";
import { hideNames } from "../stores/audit/audit-names.ts";
import { canonicalJson, hashAuditEntry, NO_HASH } from "../stores/audit/hash-audit-entry.ts";

type Row = Omit<AuditLogTable, "seal">;

/**
 * An audit log that takes entries at its end and nothing else, with the names of people kept beside it;
 * and which key secrets are sealed with.
 */
export async function createAudit(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("audit_log").renameTo("audit_log_before").execute();
  await db.schema
    .createTable("audit_log")
    .addColumn("id", "integer", (column) => column.notNull().primaryKey())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("detail", "text", (column) => column.notNull())
    .addColumn("previous_hash", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .addColumn("seal", "text")
    .execute();
  await db.schema
    .createTable("audit_names")
    .addColumn("token", "text", (column) => column.notNull().primaryKey())
    .addColumn("name", "text", (column) => column.notNull().unique())
    .addColumn("salt", "text", (column) => column.notNull())
    .execute();
  // One row each, or none yet.
  await db.schema
    .createTable("audit_heads")
    .addColumn("id", "integer", (column) => column.notNull().primaryKey())
    .addColumn("sealed_key", "text", (column) => column.notNull())
    .addColumn("sealed_from", "integer", (column) => column.notNull())
    .addColumn("entries", "integer", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .addColumn("seal", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("secret_keys")
    .addColumn("id", "integer", (column) => column.notNull().primaryKey())
    .addColumn("fingerprint", "text", (column) => column.notNull())
    .execute();
  await moveEntries(db as Kysely<DatabaseSchema>);
  await db.schema.dropTable("audit_log_before").execute();
  await refuseChanges(db);
}

/** The same chain over tokens instead of names; where it was broken, it stays so. */
async function moveEntries(db: Kysely<DatabaseSchema>): Promise<void> {
  const { rows } = await sql<Row>`select * from audit_log_before order by id`.execute(db);
  let before = NO_HASH;
  let after = NO_HASH;
  for (const row of rows) {
    const moved = follows(row, before) ? await move(row, after, db) : row;
    await db.insertInto("auditLog").values(moved).execute();
    before = row.hash;
    after = moved.hash;
  }
}

async function move(row: Row, previousHash: string, db: Kysely<DatabaseSchema>): Promise<Row> {
  const said = { actor: row.actor, detail: JSON.parse(row.detail) };
  const { actor, detail } = await hideNames(said, db);
  const entry = { id: row.id, at: row.at, action: row.action, actor, detail, previousHash };
  return { ...entry, detail: canonicalJson(detail), hash: hashAuditEntry(entry) };
}

function follows(row: Row, previousHash: string): boolean {
  if (row.previousHash !== previousHash) return false;
  try {
    return row.hash === hashAuditEntry({ ...row, detail: JSON.parse(row.detail) });
  } catch {
    return false;
  }
}

/** A name may be erased, and the head moves on. */
async function refuseChanges(db: Kysely<unknown>): Promise<void> {
  if (isPostgres(db as Kysely<DatabaseSchema>)) return refuseChangesInPostgres(db);
  const refuse = (name: string, when: string, why: string) =>
    sql`create trigger ${sql.raw(name)} before ${sql.raw(when)} begin select raise(abort, ${sql.lit(why)}); end`.execute(
      db,
    );
  const why = "the audit log takes new entries and nothing else";
  await refuse("audit_log_unchanged", "update on audit_log", why);
  await refuse("audit_log_kept", "delete on audit_log", why);
  // `insert or replace` would delete, and tell no trigger so.
  const notLast = "insert on audit_log when new.id <= (select max(id) from audit_log)";
  await refuse("audit_log_at_its_end", notLast, why);
  await refuse("audit_names_unchanged", "update on audit_names", "a name may only be erased");
  await refuse("audit_heads_kept", "delete on audit_heads", "the audit log's head stays");
}

async function refuseChangesInPostgres(db: Kysely<unknown>): Promise<void> {
  const why = "the audit log takes new entries and nothing else";
  await sql`create function refuse_change() returns trigger language plpgsql as
    $$ begin raise exception ${sql.lit(why)}; end $$`.execute(db);
  await sql`create function refuse_unless_last() returns trigger language plpgsql as
    $$ begin
      if new.id <= (select max(id) from audit_log) then raise exception ${sql.lit(why)}; end if;
      return new;
    end $$`.execute(db);
  const on = (name: string, when: string, each: string, act = "refuse_change") =>
    sql`create trigger ${sql.raw(name)} before ${sql.raw(when)} for each ${sql.raw(each)} execute function ${sql.raw(act)}()`.execute(
      db,
    );
  await on("audit_log_unchanged", "update or delete on audit_log", "row");
  await on("audit_log_kept", "truncate on audit_log", "statement");
  await on("audit_log_at_its_end", "insert on audit_log", "row", "refuse_unless_last");
  await on("audit_names_unchanged", "update on audit_names", "row");
  await on("audit_heads_kept", "delete on audit_heads", "row");
  await on("audit_heads_stay", "truncate on audit_heads", "statement");
}
