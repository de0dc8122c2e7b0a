import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { expect, test } from "vitest";
import { MIGRATIONS } from "../../../src/storage/migrations/migrations.ts";
import { BEFORE_FIRST_RELEASE, CONTRACTING } from "./contracting.ts";
import { findContracting } from "./find-contracting.ts";

test("a migration only adds, so that the version before goes on beside it", async () => {
  const found = await findContracting(MIGRATIONS);
  const wrong = found.filter(({ name }) => name > BEFORE_FIRST_RELEASE && !(name in CONTRACTING));
  expect(wrong).toEqual([]);
  // The one of before shows that the test sees them.
  expect(found).toContainEqual(expect.objectContaining({ name: "2026-11-22-teams-marks" }));
  for (const name of Object.keys(CONTRACTING)) expect(MIGRATIONS).toHaveProperty([name]);
});

type Change = (db: Kysely<unknown>) => Promise<unknown>;
const column = (name: string, change: (db: Kysely<unknown>) => { execute(): Promise<unknown> }) =>
  [name, (db: Kysely<unknown>) => change(db).execute()] as [string, Change];

test.each([
  column("drops a table", (db) => db.schema.dropTable("limits")),
  column("drops a column", (db) => db.schema.alterTable("votes").dropColumn("reason")),
  column("renames something", (db) => db.schema.alterTable("votes").renameTo("thumbs")),
  column("renames something", (db) => db.schema.alterTable("votes").renameColumn("reason", "why")),
  column("adds a column that older versions do not fill", (db) =>
    db.schema.alterTable("drafts").addColumn("why", "text", (one) => one.notNull()),
  ),
  column("forbids what older versions may write", (db) =>
    db.schema.createIndex("one_vote").unique().on("votes").column("voter"),
  ),
])("a migration that %s is refused", async (complaint, change) => {
  const earlier: Migration = {
    async up(db) {
      for (const table of ["limits", "drafts"]) {
        await db.schema.createTable(table).addColumn("id", "integer").execute();
      }
    },
  };
  const migrations = { ...MIGRATIONS, "2027-a": earlier, "2027-b": { up: change as never } };
  const found = (await findContracting(migrations)).filter(({ name }) => name === "2027-b");
  expect(found.map((one) => one.complaint)).toEqual([complaint]);
});

test("one that adds is let through", async () => {
  const adding: Migration = {
    async up(db) {
      const { schema } = db;
      await schema.createTable("drafts").addColumn("id", "integer").execute();
      await schema.createIndex("one_draft").unique().on("drafts").column("id").execute();
      await schema.alterTable("votes").addColumn("why", "text").execute();
      await schema
        .alterTable("votes")
        .addColumn("weight", "integer", (one) => one.notNull().defaultTo(1))
        .execute();
      await schema.createIndex("votes_by_why").on("votes").column("why").execute();
    },
  };
  const found = await findContracting({ ...MIGRATIONS, "2027-a": adding });
  expect(found.filter(({ name }) => name === "2027-a")).toEqual([]);
});
