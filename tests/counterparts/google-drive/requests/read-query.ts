import { badRequest, Refusal } from "../replies/refusal.ts";
import { COMMON, type Method, type Parameter } from "./methods.ts";

/** What was asked, each read as its type. */
export interface Query {
  text(name: string): string | undefined;
  flag(name: string): boolean;
  /** Not given and no default: undefined. */
  count(name: string): number | undefined;
  /** All but `pageToken`, in one spelling: a page token is good for the same question only. */
  question: string;
}

/** Reads the query of a method; unknown names and values of other types are refused. @throws Refusal */
export function readQuery(method: Method, given: URLSearchParams): Query {
  const values = new Map<string, string | boolean | number>();
  for (const name of new Set(given.keys())) {
    const parameter = method.query[name] ?? COMMON[name];
    if (parameter === undefined) throw unknownName(name);
    for (const value of given.getAll(name).reverse())
      values.set(name, read(name, parameter, value));
  }
  for (const [name, { isRequired, default: usual }] of Object.entries(method.query)) {
    if (values.has(name)) continue;
    if (isRequired === true) {
      throw new Refusal(400, `Required parameter: ${name}`, { reason: "required", location: name });
    }
    if (usual !== undefined) values.set(name, usual);
  }
  const asked = [...values].filter(([name]) => name !== "pageToken");
  return {
    text: (name) => values.get(name)?.toString(),
    flag: (name) => values.get(name) === true,
    count: (name) => values.get(name) as number | undefined,
    question: JSON.stringify([method.id, ...asked.sort(([a], [b]) => (a < b ? -1 : 1))]),
  };
}

function read(name: string, parameter: Parameter, value: string): string | boolean | number {
  const { type, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = parameter;
  if (type === "string") return value;
  if (type === "boolean") {
    if (/^(true|1|y|yes|t)$/i.test(value)) return true;
    if (/^(false|0|n|no|f)$/i.test(value)) return false;
    throw badValue(name, "TYPE_BOOL", value);
  }
  if (!/^-?\d+$/.test(value)) throw badValue(name, "TYPE_INT32", value);
  const count = Number(value);
  if (count < least) {
    throw new Refusal(
      400,
      `Invalid value '${value}'. Values must be within the range: [${least}, ${most}]`,
      { reason: "invalidParameter", location: name },
    );
  }
  return Math.min(count, most);
}

function unknownName(name: string): Refusal {
  return badRequest(
    `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`,
  );
}

function badValue(name: string, type: string, value: string): Refusal {
  const field = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return badRequest(`Invalid value at '${field}' (${type}), "${value}"`, field);
}
