import pg from "pg";
import { StorageError } from "../storage-error.ts";

const PERCENT_ENCODE =
  "Write what is special in user and password percent-encoded: # as %23, / as %2F, ? as %3F, @ as %40, % as %25.";

/**
 * The address as pg takes it without a warning: `require`, `prefer` and `verify-ca` are `verify-full` to it.
 * @throws StorageError for what it cannot read, in one sentence without the password
 */
export function checkAddress(url: string): string {
  const isPostgres = /^postgres(?:ql)?:\/\//.test(url);
  const address = URL.canParse(url) ? new URL(url) : undefined;
  // A # or / that is meant for the password ends it, and the rest is taken for something else.
  const isCut = address === undefined || address.hash !== "" || address.pathname.includes("@");
  if (isPostgres && (isCut || isCutIntoQuery(address))) {
    throw refuse(`DATABASE_URL cannot be read as an address. ${PERCENT_ENCODE}`);
  }
  const quiet = withPlainMode(url);
  if (!isPostgres) return quiet;
  try {
    new pg.Client({ connectionString: quiet });
  } catch (error) {
    if (error instanceof Error && "syscall" in error) {
      const sentence = `A certificate or key that DATABASE_URL names cannot be read (${error.message}): correct its sslrootcert, sslcert and sslkey.`;
      throw new StorageError("unavailable", sentence, { cause: error });
    }
    throw refuse(`DATABASE_URL cannot be read as an address. ${PERCENT_ENCODE}`, error);
  }
  return quiet;
}

/** A ? that is meant for the password makes what follows it, with the host, a part of the query. */
function isCutIntoQuery({ searchParams }: URL): boolean {
  const mayHold = ["user", "password", "application_name", "options"];
  return [...searchParams].some(
    ([name, value]) => name.includes("@") || (value.includes("@") && !mayHold.includes(name)),
  );
}

/**
 * Where the address has no password, asks whether one is wanted: pg's pool would leave the connection open.
 * @throws what pg says
 */
export async function tryWithoutPassword(url: string): Promise<void> {
  if (new URL(url).password !== "") return;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
  } finally {
    await client.end().catch(() => {});
  }
}

function withPlainMode(url: string): string {
  if (/[?&]uselibpqcompat=true(?:&|$)/.test(url)) return url;
  return url.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/, "$1verify-full");
}

function refuse(sentence: string, cause?: unknown): StorageError {
  return new StorageError("unavailable", sentence, { cause });
}
