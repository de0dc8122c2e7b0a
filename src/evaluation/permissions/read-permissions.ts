import { join } from "node:path";
import { z } from "zod";
import type { Audience } from "../../access/audience.ts";
import { describeNoPrincipal } from "../../access/describe-no-principal.ts";
import { normalizePrincipals, parsePrincipal } from "../../access/principals.ts";
import { badLine, readNumberedLines } from "../read-dataset.ts";
import type { EvaluationError } from "../workspace.ts";

const id = z.union([z.string().min(1), z.number().transform(String)]);

const documentSchema = z.object({
  _id: id,
  title: z.string().nullish(),
  text: z.string(),
  url: z.string().nullish(),
  readableBy: z.unknown().optional(),
});

const userSchema = z.object({
  id,
  principals: z
    .array(z.string())
    .superRefine((principals, context) => {
      const bad = principals.find((text) => parsePrincipal(text) === undefined);
      if (bad === undefined) return;
      const message = describeNoPrincipal(bad).replace(/\.$/, "");
      context.addIssue({ code: "custom", message });
    })
    .transform(normalizePrincipals),
});

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
export type ProbedUser = z.infer<typeof userSchema>;
export type Probe = z.infer<typeof probeSchema>;

export interface PermissionsData {
  /** Where the documents lie, to be indexed. */
  corpus: string;
  documents: ProbedDocument[];
  users: Map<string, ProbedUser>;
  probes: Probe[];
}

/** What a document that says nothing of its readers has from its source. */
const SOURCE_AUDIENCE = ["everyone"];

/** @throws EvaluationError naming the file and the line that cannot be used */
export async function readPermissions(directory: string): Promise<PermissionsData> {
  const [corpus, usersFile, probesFile] = ["documents", "users", "probes"].map((name) =>
    join(directory, `${name}.jsonl`),
  ) as [string, string, string];
  const documents = await readNumberedLines(corpus, documentSchema);
  const users = await readNumberedLines(usersFile, userSchema);
  const probes = await readNumberedLines(probesFile, probeSchema);
  const documentIds = new Map(documents.map(({ line, value }) => [value._id, line]));
  const userIds = new Map(users.map(({ line, value }) => [value.id, line]));
  for (const { line, value } of documents) {
    if (documentIds.get(value._id) !== line) throw isTwice(corpus, line, "document", value._id);
  }
  for (const { line, value } of users) {
    if (userIds.get(value.id) !== line) throw isTwice(usersFile, line, "user", value.id);
  }
  for (const { line, value } of probes) {
    if (!userIds.has(value.user)) {
      throw badLine(probesFile, line, `the user "${value.user}" is not in ${usersFile}`);
    }
    if (!documentIds.has(value.documentId)) {
      throw badLine(probesFile, line, `the document "${value.documentId}" is not in ${corpus}`);
    }
  }
  return {
    corpus,
    documents: documents.map(({ value }) => toDocument(value)),
    users: new Map(users.map(({ value }) => [value.id, value])),
    probes: probes.map(({ value }) => value),
  };
}

/** Which of two was meant cannot be told, and with two lists of readers that matters. */
function isTwice(file: string, line: number, what: string, name: string): EvaluationError {
  return badLine(file, line, `the ${what} "${name}" stands on another line, too`);
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
