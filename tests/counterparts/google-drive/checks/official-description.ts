import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { GoogleDriveCounterpart } from "../start-google-drive-counterpart.ts";
import { type Described, valueErrors } from "./value-errors.ts";

const FILE = join(
  import.meta.dirname,
  "../../../../../shared/specs/google-drive-v3.discovery.json",
);

export interface DescribedMethod {
  id: string;
  path: string;
  httpMethod: string;
  parameters?: Record<string, Described & { location: "path" | "query"; required?: boolean }>;
  response?: { $ref: string };
  scopes: string[];
}

interface Resources {
  methods?: Record<string, DescribedMethod>;
  resources?: Record<string, Resources>;
}

interface Definition extends Resources {
  servicePath: string;
  parameters: NonNullable<DescribedMethod["parameters"]>;
  schemas: Record<string, Described>;
}

/** The vendor's own description, as far as it says anything. */
export interface OfficialDescription {
  /** Why it refuses this request; empty where it does not. */
  requestErrors(method: string, url: string): string[];
  replyErrors(method: string, url: string, reply: unknown): string[];
  method(id: string): DescribedMethod;
  /** Names of what every method takes. */
  common: string[];
  schema(name: string): Described;
}

export function hasOfficialDescription(): boolean {
  return existsSync(FILE);
}

let read: OfficialDescription | undefined;

/** Read once in a process. */
export function readOfficialDescription(): OfficialDescription {
  read ??= parseDescription();
  return read;
}

function parseDescription(): OfficialDescription {
  const definition = JSON.parse(readFileSync(FILE, "utf8")) as Definition;
  const methods = allMethods(definition);

  function find(httpMethod: string, url: string): DescribedMethod | undefined {
    const path = new URL(url, "http://counterpart").pathname.slice(1);
    return methods.find(
      (one) => one.httpMethod === httpMethod && matches(definition.servicePath + one.path, path),
    );
  }

  return {
    common: Object.keys(definition.parameters),
    schema: (name) => definition.schemas[name] ?? {},
    method(id) {
      const found = methods.find((one) => one.id === id);
      if (found === undefined) throw new Error(`${id} is not in the description`);
      return found;
    },
    requestErrors(httpMethod, url) {
      const found = find(httpMethod, url);
      if (found === undefined) return [`${httpMethod} ${url} is no method`];
      const known = { ...definition.parameters, ...found.parameters };
      const given = new URL(url, "http://counterpart").searchParams;
      const missing = Object.entries(found.parameters ?? {}).filter(
        ([name, { location, required }]) => location === "query" && required && !given.has(name),
      );
      return [
        ...missing.map(([name]) => `${name} is missing`),
        ...[...given].flatMap(([name, text]) => {
          const described = known[name];
          if (described === undefined || described.location === "path") {
            return [`${name} is no parameter`];
          }
          return valueErrors(name, parsed(text, described.type), described, definition.schemas);
        }),
      ];
    },
    replyErrors(httpMethod, url, reply) {
      const response = find(httpMethod, url)?.response;
      if (response === undefined) return [`${httpMethod} ${url} replies with no JSON`];
      return valueErrors("reply", reply, response, definition.schemas);
    },
  };
}

/** Holds all that is asked and granted from now on against the description; returns what is wrong. */
export function watch({ world }: GoogleDriveCounterpart, official: OfficialDescription): string[] {
  const problems: string[] = [];
  world.onExchange = ({ method, url, status, reply }) => {
    // The directory is held against the types of Google's client.
    if (status !== 200 || /^\/(?:feeds|admin)\//.test(url)) return;
    const found = official.requestErrors(method, url);
    if (reply !== undefined) {
      found.push(...official.replyErrors(method, url, JSON.parse(JSON.stringify(reply))));
    }
    problems.push(...found.map((problem) => `${url}: ${problem}`));
  };
  return problems;
}

function allMethods({ methods = {}, resources = {} }: Resources): DescribedMethod[] {
  return [...Object.values(methods), ...Object.values(resources).flatMap(allMethods)];
}

function matches(template: string, path: string): boolean {
  const expected = template.split("/");
  const given = path.split("/");
  return (
    expected.length === given.length &&
    expected.every((part, at) => part === given[at] || (part.startsWith("{") && given[at] !== ""))
  );
}

function parsed(text: string, type: string | undefined): unknown {
  if (type === "boolean" && /^(true|false)$/.test(text)) return text === "true";
  if (type === "integer" && /^-?\d+$/.test(text)) return Number(text);
  return text;
}
