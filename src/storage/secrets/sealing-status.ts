import type { Kysely } from "kysely";
import type { DatabaseSchema } from "../schema.ts";
import { readSealedValues, type SealedValue } from "./sealed-columns.ts";
import { readFingerprint } from "./sealer.ts";
import { openSecret, sealedWith } from "./secret-box.ts";
import type { SecretKeys } from "./secret-keys.ts";

/** What of sealed values can be told. */
export interface NamedValue {
  kind: string;
  /** The source's, the workspace's …; undefined where there is but one. */
  name: string | undefined;
}

export interface Rotation {
  /** Fingerprints of the key before, if any, and of the new one. */
  from: string | undefined;
  to: string;
  sealed: number;
  /** What no key opened, and so stays as it was. */
  left: NamedValue[];
}

export interface SealingStatus {
  /** Fingerprint of the key that is in use; undefined before anything was sealed. */
  key: string | undefined;
  /** It is here. */
  isHere: boolean;
  /** By kind and key; `key` is undefined for what was sealed before that was noted. */
  sealed: { kind: string; key: string | undefined; count: number }[];
  unreadable: NamedValue[];
}

export async function readSealingStatus(
  database: Kysely<DatabaseSchema>,
  keys: SecretKeys,
): Promise<SealingStatus> {
  const values = await readSealedValues(database);
  const known = keys.known();
  const key = await readFingerprint(database);
  const groups = Map.groupBy(values, ({ kind, sealed }) => `${kind}\n${sealedWith(sealed) ?? ""}`);
  return {
    key,
    isHere: known.some(({ fingerprint }) => fingerprint === key),
    sealed: [...groups.values()].flatMap((alike) => {
      const [first] = alike;
      if (first === undefined) return [];
      return [{ kind: first.kind, key: sealedWith(first.sealed), count: alike.length }];
    }),
    unreadable: nameValues(
      values.filter(({ sealed, label }) => openSecret(sealed, label, known) === undefined),
    ),
  };
}

export function nameValues(values: readonly SealedValue[]): NamedValue[] {
  return values.map(({ kind, key }) => ({ kind, name: kind === "audit log" ? undefined : key }));
}
