import { refuse } from "./refusal.ts";

export type MetadataValue = string | number | boolean | string[];
export type Metadata = Readonly<Record<string, MetadataValue>>;
type Test = (metadata: Metadata) => boolean;

/** Documented limit of `$in` and `$nin`. */
const MAX_VALUES = 10_000;

/** What a metadata filter lets through; an operator that the service does not know is refused. */
export function compileFilter(filter: unknown): Test {
  if (!isObject(filter)) return refuse("filter must be an object");
  const tests = Object.entries(filter).map(([key, value]) => {
    if (key === "$and" || key === "$or") return combine(key, value);
    if (key.startsWith("$")) return refuse(`unknown operator '${key}' at the top of a filter`);
    return compileField(key, value);
  });
  if (tests.length === 0) return refuse("filter must not be empty");
  return (metadata) => tests.every((test) => test(metadata));
}

function combine(operator: "$and" | "$or", value: unknown): Test {
  if (!Array.isArray(value) || value.length === 0) {
    return refuse(`${operator} needs an array of conditions`);
  }
  const tests = value.map(compileFilter);
  return operator === "$and"
    ? (metadata) => tests.every((test) => test(metadata))
    : (metadata) => tests.some((test) => test(metadata));
}

function compileField(field: string, condition: unknown): Test {
  const operators = isObject(condition) ? Object.entries(condition) : [["$eq", condition] as const];
  if (operators.length === 0) return refuse(`the condition on ${field} is empty`);
  const tests = operators.map(([operator, value]) => compileOperator(operator, value));
  return (metadata) => tests.every((test) => test(metadata[field]));
}

function compileOperator(
  operator: string,
  value: unknown,
): (found: MetadataValue | undefined) => boolean {
  switch (operator) {
    case "$eq":
      return holds(new Set([scalar(operator, value)]));
    case "$ne":
      return not(holds(new Set([scalar(operator, value)])));
    case "$in":
      return holds(listed(operator, value));
    case "$nin":
      return not(holds(listed(operator, value)));
    case "$exists":
      if (typeof value !== "boolean") return refuse("$exists needs true or false");
      return (found) => (found !== undefined) === value;
    case "$gt":
      return compares(operator, value, (found, limit) => found > limit);
    case "$gte":
      return compares(operator, value, (found, limit) => found >= limit);
    case "$lt":
      return compares(operator, value, (found, limit) => found < limit);
    case "$lte":
      return compares(operator, value, (found, limit) => found <= limit);
    default:
      return refuse(`unknown operator '${operator}'`);
  }
}

function holds(values: ReadonlySet<unknown>) {
  return (found: MetadataValue | undefined) =>
    Array.isArray(found) ? found.some((one) => values.has(one)) : values.has(found);
}

function not(test: (found: MetadataValue | undefined) => boolean) {
  return (found: MetadataValue | undefined) => !test(found);
}

function compares(
  operator: string,
  limit: unknown,
  compare: (found: number, limit: number) => boolean,
) {
  if (typeof limit !== "number") return refuse(`${operator} needs a number`);
  return (found: MetadataValue | undefined) => typeof found === "number" && compare(found, limit);
}

function scalar(operator: string, value: unknown): unknown {
  if (["string", "number", "boolean"].includes(typeof value)) return value;
  return refuse(`${operator} needs a string, a number or a boolean`);
}

function listed(operator: string, value: unknown): ReadonlySet<unknown> {
  if (!Array.isArray(value)) return refuse(`${operator} needs an array`);
  if (value.length > MAX_VALUES) {
    return refuse(`${operator} has ${value.length} values, the limit is ${MAX_VALUES}`);
  }
  return new Set(value.map((one) => scalar(operator, one)));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
