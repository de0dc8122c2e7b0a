import { findMoved, StorageError, type StorageErrorCode } from "../storage-error.ts";

/** Codes of https://www.postgresql.org/docs/current/errcodes-appendix.html, or their first two letters. */
const EXPLANATIONS: readonly [
  codes: readonly string[],
  code: StorageErrorCode,
  sentence: (where: string) => string,
][] = [
  [
    ["28P01"],
    "unavailable",
    (where) => `Postgres at ${where} refuses the user or the password: check both in DATABASE_URL.`,
  ],
  [
    ["wants-password"],
    "unavailable",
    (where) =>
      `Postgres at ${where} asks for a password, and DATABASE_URL has none: write it as postgres://user:password@….`,
  ],
  [
    ["wants-tls"],
    "unavailable",
    (where) =>
      `Postgres at ${where} takes no connection of this user without TLS: add ?sslmode=verify-full to DATABASE_URL.`,
  ],
  [
    ["28000"],
    "unavailable",
    (where) =>
      `Postgres at ${where} does not let this user in from here: check the user in DATABASE_URL, and the server's pg_hba.conf.`,
  ],
  [
    ["has-no-tls"],
    "unavailable",
    (where) =>
      `Postgres at ${where} does no TLS, which sslmode in DATABASE_URL asks for: switch it on there (ssl = on), or, on a network that nobody else reads, leave sslmode out.`,
  ],
  [
    ["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"],
    "unavailable",
    (where) =>
      `The certificate of Postgres at ${where} has run out or is not valid yet: renew it there, and check this machine's clock.`,
  ],
  [
    ["ERR_TLS_CERT_ALTNAME_INVALID"],
    "unavailable",
    (where) =>
      `The certificate of Postgres at ${where} is for another name: write the name it was made for into DATABASE_URL.`,
  ],
  [
    ["DEPTH_ZERO_SELF_SIGNED", "SELF_SIGNED", "UNABLE_TO_GET_ISSUER", "UNABLE_TO_VERIFY_LEAF"],
    "unavailable",
    (where) =>
      `The certificate of Postgres at ${where} is from nobody whom Node trusts: name the file of the certificate authority, as &sslrootcert=/path/ca.pem in DATABASE_URL or in NODE_EXTRA_CA_CERTS.`,
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
/** What else has no code, or one that means several things. */
const SAID: readonly [says: RegExp, code: string][] = [
  [BROKEN, UNREACHABLE],
  [/SASL: .*client password must be|password must be a string/i, "wants-password"],
  [/server does not support SSL connections/, "has-no-tls"],
];
const WITHOUT_TLS = /no pg_hba\.conf entry .*no encryption/;

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
  if ("code" in error && typeof error.code === "string") {
    return error.code === "28000" && WITHOUT_TLS.test(error.message) ? "wants-tls" : error.code;
  }
  return SAID.find(([says]) => says.test(error.message))?.[1];
}
