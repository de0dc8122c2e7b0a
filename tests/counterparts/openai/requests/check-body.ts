import type { z } from "zod";
import type { Style } from "../world.ts";
import { RefusedRequest } from "./refused-request.ts";

interface CheckOptions {
  style: Style;
  /** Parameters the vendor knows but this kind of model does not take. */
  unsupported?: readonly string[];
}

/** The body as the schema gives it. @throws RefusedRequest as the vendor words it */
export function checkBody<T>(schema: z.ZodType<T>, body: unknown, options: CheckOptions): T {
  const first = schema.safeParse(body);
  if (first.success) return first.data;
  const { issues } = first.error;
  if (options.style === "ollama" && issues.some(isUnknown)) {
    const known = structuredClone(body);
    for (const issue of issues.filter(isUnknown)) forget(known, issue);
    return checkBody(schema, known, options);
  }
  const [issue] = issues;
  if (issue === undefined) throw first.error;
  throw refusal(meant(issue), body, options.unsupported ?? []);
}

const DECIMALS = new Set(["temperature", "top_p", "frequency_penalty", "presence_penalty"]);

type Issue = z.core.$ZodIssue;
type Unknown = z.core.$ZodIssueUnrecognizedKeys;

function isUnknown(issue: Issue): issue is Unknown {
  return issue.code === "unrecognized_keys";
}

/** What is wrong with the form that the value comes nearest to, where there are several. */
function meant(issue: Issue): Issue {
  if (issue.code !== "invalid_union") return issue;
  const near = issue.errors.find((branch) => branch.every(({ path }) => path.length > 0));
  const right = near ?? issue.errors.find(([first]) => first?.code !== "invalid_type");
  const [inner] = right ?? [];
  return inner === undefined ? issue : meant({ ...inner, path: [...issue.path, ...inner.path] });
}

function forget(body: unknown, { path, keys }: Unknown): void {
  const holder = at(body, path);
  if (typeof holder !== "object" || holder === null) return;
  for (const key of keys) Reflect.deleteProperty(holder, key);
}

function refusal(issue: Issue, body: unknown, unsupported: readonly string[]): RefusedRequest {
  const param = nameOf(issue.path);
  const value = at(body, issue.path);
  const say = (message: string, code: string, about = param) =>
    new RefusedRequest(400, message, { code, param: about });
  if (isUnknown(issue)) {
    const key = nameOf([...issue.path, issue.keys[0] ?? ""]);
    return unsupported.includes(key)
      ? say(
          `Unsupported parameter: '${key}' is not supported with this model.`,
          "unsupported_parameter",
          key,
        )
      : say(`Unknown parameter: '${key}'.`, "unknown_parameter", key);
  }
  if (value === undefined) {
    return say(`Missing required parameter: '${param}'.`, "missing_required_parameter");
  }
  if (issue.code === "too_small" || issue.code === "too_big") return outOfRange(issue, value, say);
  if (issue.code === "invalid_value") {
    const supported = issue.values.map((one) => `'${String(one)}'`).join(", ");
    return say(
      `Invalid value: '${String(value)}'. Supported values are: ${supported}.`,
      "invalid_value",
    );
  }
  // The name of a form: only the forms know what it can be.
  if (issue.code === "invalid_union" && typeof issue.discriminator === "string") {
    return say(`Invalid value: '${String(value)}'.`, "invalid_value");
  }
  const expected = issue.code === "invalid_type" ? `a ${issue.expected}` : "one of its forms";
  return say(
    `Invalid type for '${param}': expected ${expected}, but got ${typeName(value)} instead.`,
    "invalid_type",
  );
}

function outOfRange(
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  value: unknown,
  say: (message: string, code: string) => RefusedRequest,
): RefusedRequest {
  const small = issue.code === "too_small";
  const bound = small ? issue.minimum : issue.maximum;
  const param = nameOf(issue.path);
  if (issue.origin === "array") {
    const what = small ? "empty array" : "array too long";
    const limit = small ? "minimum" : "maximum";
    const length = Array.isArray(value) ? value.length : 0;
    const got = length === 0 ? "an empty array" : `an array with length ${length}`;
    return say(
      `Invalid '${param}': ${what}. Expected an array with ${limit} length ${bound}, but got ${got} instead.`,
      small ? "empty_array" : "array_above_max_length",
    );
  }
  if (issue.origin === "string") {
    return small
      ? say(
          `Invalid '${param}': empty string. Expected a string with minimum length ${bound}, but got an empty string instead.`,
          "empty_string",
        )
      : say(
          `Invalid '${param}': string too long. Expected a string with maximum length ${bound}.`,
          "string_above_max_length",
        );
  }
  const kind = DECIMALS.has(param) ? "decimal" : "integer";
  const side = small ? "below minimum" : "above maximum";
  return say(
    `Invalid '${param}': ${kind} ${side} value. Expected a value ${small ? ">=" : "<="} ${bound}, but got ${JSON.stringify(value)} instead.`,
    `${kind}_${small ? "below_min" : "above_max"}_value`,
  );
}

function nameOf(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "");
}

function at(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (holder, step) =>
      typeof holder === "object" && holder !== null ? Reflect.get(holder, step) : undefined,
    body,
  );
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `a ${typeof value}`;
}
