import { findMoved, StorageError, type StorageErrorCode } from "../storage-error.ts";

/** Codes of https://www.postgresql.org/docs/current/errcodes-appendix.html, or their first two letters. */
const EXPLANATIONS: readonly [
  codes: readonly string[],
  code: StorageErrorCode,
  sentence: (where: string) => string,
][] = [
  [
    ["28P01", "28000"],
    "unavailable",
    (where) => `Postgres at ${where} refuses the user or the password: check both in DATABASE_URL.`,
  ],
  [
    ["3D000"],
    "unavailable",
    (where) =>
      `Postgres at ${where} has no such database: create it with \`createdb\`, or name another in DATABASE_URL.`,
  ],
  [
    ["42501"],
    "unavailable",
    (where) =>
      `Postgres at ${where} does not let this user do that: make it the owner of its database.`,
  ],
  [
    ["25006"],
    "unavailable",
    (where) => `Postgres at ${where} is a read-only copy: name the primary server in DATABASE_URL.`,
  ],
  [
    ["53100"],
    "full",
    (where) =>
      `The disk of Postgres at ${where} is full: free some space and try again; what was saved before is safe.`,
  ],
  [
    ["53300"],
    "unavailable",
    (where) =>
      `Postgres at ${where} takes no more connections: lower FOOTNOTE_DATABASE_CONNECTIONS, or put a pooler in front of it.`,
  ],
  [
    ["40001", "40P01", "55P03"],
    "locked",
    (where) =>
      `Others kept what was needed in Postgres at ${where} locked: do the same again in a moment.`,
  ],
  [
    [
      "08",
      "57",
      "58",
      "ECONNREFUSED",
      "ECONNRESET",
      "ENOTFOUND",
      "EAI_AGAIN",
      "ETIMEDOUT",
      "EPIPE",
    ],
    "unavailable",
    (where) => `Postgres at ${where} cannot be reached: check that it runs, and DATABASE_URL.`,
  ],
];

/** pg's own errors of a connection that broke or never came about have no code. */
const BROKEN =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error/;
const UNREACHABLE = "08000";

/** What went wrong with Postgres in one sentence; errors that are our own bugs come back as they are. */
export function translatePostgresError(error: unknown, where: string): unknown {
  const code = codeOf(error);
  const found = EXPLANATIONS.find(([codes]) => codes.some((one) => code?.startsWith(one)));
  return found
    ? new StorageError(found[1], found[2](where), { cause: error })
    : (findMoved(error) ?? error);
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof AggregateError && "code" in error === false) return codeOf(error.errors[0]);
  if ("code" in error && typeof error.code === "string") return error.code;
  return BROKEN.test(error.message) ? UNREACHABLE : undefined;
}
