import { join } from "node:path";
import { z } from "zod";
import type { Audience } from "../../../access/audience.ts";
import { describeNoPrincipal } from "../../../access/describe-no-principal.ts";
import { normalizePrincipals, parsePrincipal } from "../../../access/principals.ts";
import { badLine, oneOfEach, readNumberedLines } from "../../read-dataset.ts";
import { EvaluationError } from "../../workspace.ts";
import { type ProbedGroup, readGroups } from "./read-groups.ts";

const id = z.union([z.string().min(1), z.number().transform(String)]);

const documentSchema = z.object({
  _id: id,
  title: z.string().nullish(),
  text: z.string(),
  url: z.string().nullish(),
  readableBy: z.unknown().optional(),
});

const userSchema = z.object({ id, principals: z.array(z.string()).nullish() });

const probeSchema = z.object({
  user: id,
  question: z.string().refine((text) => text.trim() !== "", "is empty"),
  documentId: id,
  allowed: z.boolean(),
});

export interface ProbedDocument {
  id: string;
  title: string;
  text: string;
  url: string | undefined;
  /** Whoever holds one of these may read it; empty: nobody. */
  readers: string[];
}
export interface ProbedUser {
  id: string;
  /** As their line says. */
  principals: string[];
}
export type Probe = z.infer<typeof probeSchema>;

export interface PermissionsData {
  /** Where the documents lie, to be indexed. */
  corpus: string;
  documents: ProbedDocument[];
  users: Map<string, ProbedUser>;
  groups: ProbedGroup[];
  probes: Probe[];
  /** What users are said to hold and is no principal: nobody holds it. A sentence each. */
  unknownPrincipals: string[];
}

/** What a document that says nothing of its readers has from its source. */
const SOURCE_AUDIENCE = ["everyone"];

/** @throws EvaluationError naming the file and the line that cannot be used */
export async function readPermissions(directory: string): Promise<PermissionsData> {
  const fileOf = (name: string) => join(directory, `${name}.jsonl`);
  const [corpus, usersFile, probesFile] = [fileOf("documents"), fileOf("users"), fileOf("probes")];
  const documents = oneOfEach(
    (await readNumberedLines(corpus, documentSchema)).map(({ line, value }) => ({
      line,
      value: toDocument(value),
    })),
    { file: corpus, what: "document" },
  );
  const unknownPrincipals: string[] = [];
  const users = oneOfEach(
    (await readNumberedLines(usersFile, userSchema)).map(({ line, value }) => ({
      line,
      value: toUser(value, unknownPrincipals),
    })),
    { file: usersFile, what: "user" },
  );
  const groups = await readGroups(fileOf("groups"));
  const probes = await readNumberedLines(probesFile, probeSchema);
  if (probes.length === 0) {
    throw new EvaluationError(`${probesFile} holds no probe, so that nothing can be asked.`);
  }
  for (const { line, value } of probes) {
    if (!users.has(value.user)) {
      throw badLine(probesFile, line, `the user "${value.user}" is not in ${usersFile}`);
    }
    if (!documents.has(value.documentId)) {
      throw badLine(probesFile, line, `the document "${value.documentId}" is not in ${corpus}`);
    }
  }
  return {
    ...{ corpus, users, groups, unknownPrincipals },
    documents: [...documents.values()],
    probes: probes.map(({ value }) => value),
  };
}

/**
 * By id. The same line twice says nothing new; of two that differ it cannot be told which was meant,
 * and with two lists of readers that matters.
 */

function toUser(line: z.infer<typeof userSchema>, unknown: string[]): ProbedUser {
  const principals = line.principals ?? [];
  for (const one of principals) {
    if (parsePrincipal(one) === undefined) unknown.push(`${line.id}: ${describeNoPrincipal(one)}`);
  }
  return { id: line.id, principals: normalizePrincipals(principals) };
}

function toDocument(line: z.infer<typeof documentSchema>): ProbedDocument {
  const { _id, title, text, url } = line;
  const readers = "readableBy" in line ? readersOf(line.readableBy) : SOURCE_AUDIENCE;
  return { id: _id, title: title?.trim() || _id, text, url: url ?? undefined, readers };
}

/** Written anew here and not taken from the connector, whose mistakes are to be found. */
function readersOf(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  const parsed = value.map((one) => (typeof one === "string" ? parsePrincipal(one) : undefined));
  // One that is no principal leaves unknown who was meant: nobody, then.
  return parsed.every((one) => one !== undefined) ? normalizePrincipals(parsed) : [];
}

/** The rule itself, written anew here and not taken from `access`, whose mistakes are to be found. */
export function isReadableBy(audience: Audience, document: ProbedDocument | undefined): boolean {
  if (document === undefined) return false;
  const { readers } = document;
  return audience.every(
    (person) => readers.includes("public") || readers.some((one) => person.includes(one)),
  );
}

/** Somebody who may read it, if anybody may. */
export function readerOf({ readers }: ProbedDocument): string[] {
  return [...new Set(["everyone", ...readers])];
}
