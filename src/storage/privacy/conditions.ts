import { sql } from "kysely";
import type { Condition } from "./data-kind.ts";

/** What stands in the place of somebody's name. */
export const ERASED = "erased";

/** Whether a column holds one of the ids; letters count in none of their cases. */
export function among(column: string, ids: readonly string[]): Condition {
  if (ids.length === 0) return sql<boolean>`1 = 0`;
  const lower = ids.map((id) => id.toLowerCase());
  return sql<boolean>`lower(${sql.ref(column)}) in (${sql.join(lower)})`;
}

/** Whether a text, JSON mostly, has one of these in it. */
export function mentions(column: string, texts: readonly string[]): Condition {
  if (texts.length === 0) return sql<boolean>`1 = 0`;
  const each = texts.map(
    (text) =>
      sql`lower(${sql.ref(column)}) like ${`%${escapeLike(text.toLowerCase())}%`} escape '!'`,
  );
  return sql<boolean>`(${sql.join(each, sql` or `)})`;
}

/** What an id ends at: in another, longer one it is none. */
const ENDS = ["", ..." :\"'\\,.;/~|*?!)>]}`\n"].map((end, at) =>
  at === 0 ? "" : `${escapeLike(end)}%`,
);

/** The same for ids, each as a whole. */
export function mentionsIds(column: string, ids: readonly string[]): Condition {
  if (ids.length === 0) return sql<boolean>`1 = 0`;
  const patterns = ids.flatMap((id) => ENDS.map((end) => `%${escapeLike(id.toLowerCase())}${end}`));
  const each = patterns.map((pattern) => sql`lower(${sql.ref(column)}) like ${pattern} escape '!'`);
  return sql<boolean>`(${sql.join(each, sql` or `)})`;
}

/** As JSON writes them: the whole string, not a part of one. */
export function quoted(texts: readonly string[]): string[] {
  return texts.map((text) => JSON.stringify(text));
}

export function startsWith(column: string, prefix: string): Condition {
  return sql<boolean>`substr(${sql.ref(column)}, 1, ${sql.lit(prefix.length)}) = ${prefix}`;
}

/** Of several, any. */
export function anyOf(...conditions: readonly Condition[]): Condition {
  return sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}

export function allOf(...conditions: readonly Condition[]): Condition {
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

/** Ids of the answers to what somebody asked, and to what others asked again in their words. */
export function theirAnswers(ids: readonly string[]): Condition {
  return sql<boolean>`(with recursive theirs(id) as (
    select answers.id from answers where ${among("answers.asked_by", ids)}
    union
    select room_replies.answer_id from room_replies join theirs on room_replies.again_of = theirs.id
  ) select id from theirs)`;
}

function escapeLike(text: string): string {
  return text.replace(/[!%_]/g, (character) => `!${character}`);
}

export function olderThan(column: string, before: number): Condition {
  return sql<boolean>`${sql.ref(column)} < ${before}`;
}
