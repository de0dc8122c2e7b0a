import { readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Kysely } from "kysely";
import { takeTurn } from "../in-turn.ts";
import type { DatabaseSchema } from "../schema.ts";
import { StorageError } from "../storage-error.ts";
import { beginSealing } from "../stores/audit/audit-head.ts";
import { type AuditTrail, findEnd } from "../stores/audit/audit-trail.ts";
import { readSealedValues, type SealedValue } from "./sealed-columns.ts";
import { readFingerprint, SEALING } from "./sealer.ts";
import { nameValues, type Rotation } from "./sealing-status.ts";
import { openSecret, sealedWith, sealSecret } from "./secret-box.ts";
import { makeSecretKey, readSecretKey, type SecretKey, toSecretKey } from "./secret-key.ts";
import { nextKeyFile, type SecretKeys } from "./secret-keys.ts";
import { settleKeys, settleUnderLock, syncFolder } from "./settle-keys.ts";

export interface RotationDeps {
  database: Kysely<DatabaseSchema>;
  keys: SecretKeys;
  trail: AuditTrail;
}

/**
 * Seals everything with a new key, as one act: until it is committed the key before is the one in
 * use, from then on the new one; both can be read in between. @throws StorageError when something
 * opens with no key that is here, and nothing was changed then
 */
export async function rotateSecrets(
  { at, actor, leaveUnreadable }: { at: number; actor: string; leaveUnreadable: boolean },
  { database, keys, trail }: RotationDeps,
): Promise<Rotation> {
  try {
    return await trail.transact(async (transaction) => {
      await takeTurn(transaction, SEALING);
      if (keys.file !== undefined) await settleUnderLock(transaction, keys.file);
      const from = await readFingerprint(transaction);
      const before = keys.known();
      const values = await readSealedValues(transaction);
      const key = keys.file === undefined ? pickGiven(before, from, values) : makeNext(keys.file);
      const opened = values.map((value) => ({
        value,
        secret: openSecret(value.sealed, value.label, [key, ...before]),
      }));
      const lost = opened.filter(({ secret }) => secret === undefined).map(({ value }) => value);
      if (lost.length > 0 && !leaveUnreadable) throw cannotOpen(lost, keys);
      await useKey(key, transaction);
      for (const { value, secret } of opened) {
        if (secret !== undefined) await value.replace(sealSecret(secret, value.label, key));
      }
      if (lost.some(({ kind }) => kind === "audit log")) {
        await beginSealing(await findEnd(transaction), trail.sealer, transaction);
      }
      const kept = values.filter((value) => !lost.includes(value));
      const detail = { from: from ?? null, to: key.fingerprint, sealed: kept.length };
      const left = lost.map(nameOfValue);
      const action = "secrets.rotated";
      await trail.append({ at, actor, action, detail: { ...detail, left } }, transaction);
      return { from, to: key.fingerprint, sealed: kept.length, left: nameValues(lost) };
    });
  } finally {
    await settleKeys(database, keys.file);
  }
}

/** As the audit log and messages call it. */
function nameOfValue({ kind, key }: Pick<SealedValue, "kind" | "key">): string {
  return kind === "audit log" ? kind : `${kind} ${key}`;
}

function makeNext(file: string): SecretKey {
  const next = nextKeyFile(file);
  removeDrafts(next);
  makeSecretKey(next);
  syncFolder(next);
  return toSecretKey(readSecretKey(next));
}

/** Of processes that were ended while they wrote one. */
function removeDrafts(file: string): void {
  const folder = dirname(file);
  const isDraft = (name: string) => name.startsWith(`${basename(file)}.`);
  for (const name of readdirSync(folder).filter(isDraft)) rmSync(join(folder, name));
}

/** The environment's own key; the act is for what was sealed with another. */
function pickGiven(
  [given]: readonly SecretKey[],
  from: string | undefined,
  values: readonly SealedValue[],
): SecretKey {
  if (given === undefined) throw new StorageError("unavailable", "There is no key to seal with.");
  const { fingerprint } = given;
  const isDone = values.every(({ sealed }) => sealedWith(sealed) === fingerprint);
  if ((from === undefined || from === fingerprint) && isDone) {
    throw new StorageError(
      "unavailable",
      `Everything is encrypted with FOOTNOTE_SECRET_KEY (${fingerprint}) already: set it to a new key, made with \`openssl rand -base64 32\`, and FOOTNOTE_SECRET_KEY_OLD to this one.`,
    );
  }
  return given;
}

async function useKey(
  { fingerprint }: SecretKey,
  transaction: Kysely<DatabaseSchema>,
): Promise<void> {
  await transaction
    .insertInto("secretKeys")
    .values({ id: 1, fingerprint })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ fingerprint }))
    .execute();
}

function cannotOpen(lost: readonly SealedValue[], { file }: SecretKeys): StorageError {
  const names = lost.map(({ kind, key, sealed }) => {
    return `${nameOfValue({ kind, key })} (key ${sealedWith(sealed) ?? "unknown"})`;
  });
  const where = file === undefined ? "FOOTNOTE_SECRET_KEY" : "secret.key";
  return new StorageError(
    "unavailable",
    `Nothing was changed, for neither ${where} nor FOOTNOTE_SECRET_KEY_OLD opens: ${names.join(", ")}. Set FOOTNOTE_SECRET_KEY_OLD to the key they were encrypted with; if it is lost, \`secrets rotate --leave-unreadable\` goes on without them.`,
  );
}
