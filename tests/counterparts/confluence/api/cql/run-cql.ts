import { bodyOf } from "../../replies/bodies.ts";
import { invalid } from "../../replies/refusal.ts";
import type { AnyItem, Snapshot } from "../../site/items.ts";
import { ancestorsOf } from "../../site/visibility.ts";
import type { Asked } from "../route.ts";
import { TYPES } from "./fields.ts";
import type { Clause, Condition, Cql } from "./parse-cql.ts";
import { readTime, toMinute } from "./read-time.ts";

/** What the search knows of an item. */
export interface Found {
  item: AnyItem;
  lastModified: number;
}

type Test = (item: AnyItem, indexed: Snapshot) => boolean;

/**
 * What a query finds: current things that the asker may see, as the search had taken them in a
 * while ago. Comments and attachments are found as long as their page is there.
 */
export function runCql(asked: Asked, { where }: Cql, withArchivedSpaces: boolean): Found[] {
  const { site, searchLagMs, searchSkewMs } = asked.world;
  const known = site.now() - searchLagMs;
  const test: Test = where === undefined ? () => true : compile(asked, where);
  const found: Found[] = [];
  for (const item of site.items.values()) {
    const indexed = item.history.findLast((one) => one.at <= known);
    if (indexed === undefined || indexed.status !== "current" || item.status !== "current")
      continue;
    if (!withArchivedSpaces && site.spaces.get(item.spaceId)?.status === "archived") continue;
    if ("containerId" in item && site.items.get(item.containerId)?.status !== "current") continue;
    if (!test(item, indexed) || !asked.sees.item(item)) continue;
    found.push({ item, lastModified: indexed.editedAt + searchSkewMs });
  }
  return found;
}

function compile(asked: Asked, condition: Condition): Test {
  if (condition.kind === "clause") return compileClause(asked, condition);
  if (condition.kind === "not") {
    const test = compile(asked, condition.of);
    return (item, indexed) => !test(item, indexed);
  }
  const tests = condition.of.map((one) => compile(asked, one));
  return condition.kind === "and"
    ? (item, indexed) => tests.every((test) => test(item, indexed))
    : (item, indexed) => tests.some((test) => test(item, indexed));
}

function compileClause(asked: Asked, clause: Clause): Test {
  const { field, operator, values } = clause;
  const [value = ""] = values;
  if (field === "lastmodified" || field === "created") {
    const { site, searchSkewMs } = asked.world;
    const timeZone = site.users.get(asked.caller.accountId ?? "")?.timeZone ?? "UTC";
    const limit = toMinute(readTime(value, timeZone, site.now()));
    const holds = COMPARISONS[operator];
    const timeOf = (item: AnyItem, indexed: Snapshot) =>
      toMinute(field === "created" ? item.createdAt : indexed.editedAt + searchSkewMs);
    return (item, indexed) => holds?.(timeOf(item, indexed), limit) === true;
  }
  if (operator === "~" || operator === "!~") {
    const words = value.toLowerCase().replaceAll("*", "").split(/\s+/);
    const has = (item: AnyItem) => words.every((word) => textOf(item, field).includes(word));
    return (item) => has(item) === (operator === "~");
  }
  if (field === "type") checkTypes(values);
  const wanted = new Set(field === "label" ? values.map((one) => one.toLowerCase()) : values);
  const isWanted = operator === "=" || operator === "in";
  const valuesOf = VALUES[field];
  return (item, indexed) =>
    valuesOf(asked, item, indexed).some((one) => wanted.has(one)) === isWanted;
}

const COMPARISONS: Partial<Record<Clause["operator"], (a: number, b: number) => boolean>> = {
  "=": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
};

type ValuesOf = (asked: Asked, item: AnyItem, indexed: Snapshot) => readonly string[];

const keyOf: ValuesOf = ({ world }, _, { spaceId }) => [world.site.spaces.get(spaceId)?.key ?? ""];
const idOf: ValuesOf = (_, { id }) => [id, id.replace(/^att/, "")];

const VALUES: Record<Exclude<Clause["field"], "created" | "lastmodified">, ValuesOf> = {
  // Of pages alone: comments and attachments have a container.
  ancestor: ({ world }, item) =>
    "containerId" in item ? [] : ancestorsOf(world.site.state, item).map(({ id }) => id),
  parent: (_, item) => ("parentId" in item && item.parentId !== undefined ? [item.parentId] : []),
  container: (_, item) => ("containerId" in item ? [item.containerId] : []),
  content: idOf,
  id: idOf,
  contributor: (_, { authorId, editorId }) => [authorId, editorId],
  creator: (_, { authorId }) => [authorId],
  label: (_, { labels }) => labels,
  space: keyOf,
  "space.key": keyOf,
  "space.type": ({ world }, _, { spaceId }) => [world.site.spaces.get(spaceId)?.type ?? ""],
  text: (_, { title }) => [title],
  title: (_, { title }) => [title],
  type: (_, { type }) => [type],
};

function textOf(item: AnyItem, field: string): string {
  const body = field === "text" && "text" in item ? bodyOf(item.text, "view") : "";
  return `${item.title} ${body}`.toLowerCase();
}

function checkTypes(values: readonly string[]): void {
  const strange = values.find((value) => !TYPES.some((type) => type === value));
  if (strange !== undefined) {
    throw invalid(`Could not parse cql : ${strange} is not a supported value for field 'type'`);
  }
}
