import { invalid } from "../replies/refusal.ts";

/** Reads the values of one query parameter, each as often as it was given. @throws Refusal */
export type Parameter<T> = (name: string, values: readonly string[]) => T;

export type Table = Record<string, Parameter<unknown>>;

export type Query<T extends Table> = { [Name in keyof T]?: ReturnType<T[Name]> | undefined };

/** @throws Refusal when there is a parameter that the table has not, or a value that is none of it. */
export function readQuery<T extends Table>(table: T, given: URLSearchParams): Query<T> {
  const query: Record<string, unknown> = {};
  for (const name of new Set(given.keys())) {
    const parameter = Object.hasOwn(table, name) ? table[name] : undefined;
    if (parameter === undefined) throw invalid(`The parameter '${name}' is not known here`);
    query[name] = parameter(name, given.getAll(name));
  }
  return query as Query<T>;
}

export function count(least: number, most: number): Parameter<number> {
  return (name, values) => {
    const value = Number(one(name, values));
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw wrong(name, values, `a whole number from ${least} to ${most}`);
  };
}

export const text: Parameter<string> = (name, values) => {
  const value = one(name, values);
  if (value === "") throw wrong(name, values, "a text");
  return value;
};

export const flag: Parameter<boolean> = (name, values) => {
  const value = one(name, values);
  if (value !== "true" && value !== "false") throw wrong(name, values, "true or false");
  return value === "true";
};

export function oneOf<const V extends string>(options: readonly V[]): Parameter<V> {
  return (name, values) => {
    const found = options.find((option) => option === one(name, values));
    if (found === undefined) throw wrong(name, values, `one of ${options.join(", ")}`);
    return found;
  };
}

/** Several, one after another or with commas between. */
export function manyOf<const V extends string>(options: readonly V[]): Parameter<V[]> {
  return (name, values) => split(values).map((value) => oneOf(options)(name, [value]));
}

export function ids(most: number): Parameter<string[]> {
  return (name, values) => {
    const all = split(values);
    if (all.length > most) throw wrong(name, values, `at most ${most} ids`);
    if (!all.every((id) => /^\d+$/.test(id))) throw wrong(name, values, "numbers");
    return all;
  };
}

export function texts(most: number): Parameter<string[]> {
  return (name, values) => {
    const all = split(values);
    if (all.length > most) throw wrong(name, values, `at most ${most} values`);
    return all;
  };
}

function split(values: readonly string[]): string[] {
  return values.flatMap((value) => value.split(",").map((part) => part.trim()));
}

function one(name: string, values: readonly string[]): string {
  if (values.length === 1) return values[0] ?? "";
  throw wrong(name, values, "given once");
}

function wrong(name: string, values: readonly string[], wanted: string) {
  return invalid(`Provided value {${values.join(",")}} for '${name}' is not ${wanted}`);
}
