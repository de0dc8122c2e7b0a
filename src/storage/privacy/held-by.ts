import { type Expression, expressionBuilder, type Kysely, type SqlBool } from "kysely";
import type { DatabaseSchema } from "../schema.ts";
import type { Whose } from "./whose.ts";

export type Database = Kysely<DatabaseSchema>;
export type Condition = Expression<SqlBool>;
export type Table = keyof DatabaseSchema;
export type Column<T extends Table> = keyof DatabaseSchema[T] & string;
/** Columns that are given other values. */
export type Change<T extends Table> = Partial<Record<Column<T>, Cell>>;
export type Cell = string | number | null;
/** Tables whose names are known as the program runs only. */
type Tables = Record<string, Record<string, Cell>>;

/**
 * How a column names somebody: by an `id`, as a `reader` (`user:<e-mail>`), by a `chat`, which may be
 * their own, by the id of an `answer`, which may be to what they asked; or by a `place`, which says
 * nothing but of which workspace it is.
 */
export type Held = "id" | "reader" | "chat" | "answer" | "place";

export const eb = expressionBuilder<Tables, string>();

export function anyTable(database: Database): Kysely<Tables> {
  return database as unknown as Kysely<Tables>;
}

/** Whether a column holds theirs. */
export function heldBy(whose: Whose, column: string, as: Held, database: Database): Condition {
  const { workspace } = whose;
  if (as === "answer") {
    return eb.or([within(workspace, column), eb(column, "in", theirAnswers(whose, database))]);
  }
  if (as === "reader") return among(column, whose.readers);
  if (workspace !== undefined) return within(workspace, column);
  if (as === "id") return among(column, whose.ids);
  return as === "place" ? eb.or([]) : eb(column, "in", theirChats(whose, database));
}

/** Whether a text may have a name of theirs in it; `whose.isIn` tells. */
export function mayName(whose: Whose, column: string): Condition {
  const text = eb.fn<string>("lower", [column]);
  return eb.or(whose.patterns.map((pattern) => eb(text, "like", pattern)));
}

function among(column: string, names: readonly string[]): Condition {
  return names.length === 0 ? eb.or([]) : eb(eb.fn<string>("lower", [column]), "in", names);
}

/** Ids of all that is in a workspace begin with its own. */
function within(workspace: Whose["workspace"], column: string): Condition {
  if (workspace === undefined) return eb.or([]);
  const text = eb.fn<string>("lower", [column]);
  const beginning = eb.fn<string>("substr", [text, eb.val(1), eb.val(workspace.id.length + 1)]);
  return eb.or([eb(text, "=", workspace.id), eb(beginning, "=", `${workspace.id}:`)]);
}

function theirChats(whose: Whose, database: Database) {
  return anyTable(database)
    .selectFrom("teamsConversations")
    .select("roomId")
    .where(heldBy(whose, "person", "id", database));
}

/** Ids of the answers to what they asked, and to what others asked again in their words. */
function theirAnswers(whose: Whose, database: Database) {
  return anyTable(database)
    .withRecursive("theirs(id)", (query) =>
      query
        .selectFrom("answers")
        .leftJoin("roomReplies", "roomReplies.answerId", "answers.id")
        .select("answers.id")
        .where(
          eb.or([
            heldBy(whose, "answers.askedBy", "id", database),
            heldBy(whose, "roomReplies.workspaceId", "place", database),
          ]),
        )
        .union(
          query
            .selectFrom("roomReplies")
            .innerJoin("theirs", "theirs.id", "roomReplies.againOf")
            .select("roomReplies.answerId as id"),
        ),
    )
    .selectFrom("theirs")
    .select("theirs.id");
}
