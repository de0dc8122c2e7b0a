import type { Kysely } from "kysely";
import { takeTurn } from "../in-turn.ts";
import type { DatabaseSchema } from "../schema.ts";
import { StorageError } from "../storage-error.ts";
import { openSecret, sealedWith, sealSecret } from "./secret-box.ts";
import type { SecretKey } from "./secret-key.ts";
import type { SecretKeys } from "./secret-keys.ts";

/** Seals with the one key that is in use, whichever process asks, and opens with those it knows. */
export interface Sealer {
  /** In a transaction, with that. @throws StorageError */
  seal(label: string, secret: string, transaction?: Kysely<DatabaseSchema>): Promise<string>;
  /** Undefined when no key that is here opens it. */
  open(label: string, sealed: string): string | undefined;
}

/** Whoever keeps what is sealed, or changes the key, waits for the others. */
export const SEALING = "sealing";

/** What was sealed while another process changed the key, and would not open any more. */
export class KeyChangedError extends StorageError {
  constructor() {
    super("locked", "The key of secrets was changed at this moment: do the same again.");
  }
}

export function createSealer(database: Kysely<DatabaseSchema>, keys: SecretKeys): Sealer {
  return {
    async seal(label, secret, transaction = database) {
      const key =
        (await findKeyInUse(keys, transaction)) ?? (await findKeyInUse(keys, transaction));
      if (key !== undefined) return sealSecret(secret, label, key);
      throw keyNotHere(await readFingerprint(transaction));
    },
    open: (label, sealed) => openSecret(sealed, label, keys.known()),
  };
}

/** Says what to do where the key in use is none of those that are here. */
function keyNotHere(fingerprint: string | undefined): StorageError {
  return new StorageError(
    "unavailable",
    `Secrets are encrypted with another key than this one (${fingerprint}): put back FOOTNOTE_SECRET_KEY or secret.key as it was, or set FOOTNOTE_SECRET_KEY_OLD to it; if it is lost, \`secrets rotate --leave-unreadable\` goes on without it.`,
  );
}

async function findKeyInUse(
  keys: SecretKeys,
  database: Kysely<DatabaseSchema>,
): Promise<SecretKey | undefined> {
  const inUse = await readFingerprint(database);
  if (inUse !== undefined) return keys.known().find(({ fingerprint }) => fingerprint === inUse);
  const [first] = keys.known(true);
  if (first === undefined) return undefined;
  await database
    .insertInto("secretKeys")
    .values({ id: 1, fingerprint: first.fingerprint })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return first.fingerprint === (await readFingerprint(database)) ? first : undefined;
}

/** Of the key that is in use; undefined before anything was sealed. */
export async function readFingerprint(
  database: Kysely<DatabaseSchema>,
): Promise<string | undefined> {
  const row = await database.selectFrom("secretKeys").select("fingerprint").executeTakeFirst();
  return row?.fingerprint;
}

/** Keeps what is sealed, unless the key was changed since. @throws KeyChangedError */
export function keepSealed<T>(
  sealed: string | null | undefined,
  database: Kysely<DatabaseSchema>,
  write: (database: Kysely<DatabaseSchema>) => Promise<T>,
): Promise<T> {
  const fingerprint = sealed == null ? undefined : sealedWith(sealed);
  if (fingerprint === undefined) return write(database);
  const act = async (transaction: Kysely<DatabaseSchema>) => {
    await takeTurn(transaction, SEALING);
    if ((await readFingerprint(transaction)) !== fingerprint) throw new KeyChangedError();
    return write(transaction);
  };
  return database.isTransaction ? act(database) : database.transaction().execute(act);
}
