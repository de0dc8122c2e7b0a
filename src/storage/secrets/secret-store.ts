import type { SecretStore, Storage } from "../storage.ts";
import { StorageError } from "../storage-error.ts";
import { openSecret, sealSecret } from "./secret-box.ts";

/** Keeps sources' secrets encrypted; the key is not asked for before there is a secret. */
export function createSecretStore(
  secrets: Storage["secrets"],
  readKey: () => Uint8Array,
): SecretStore {
  const seal = (source: string, secret: string) => sealSecret(secret, source, readKey());
  const open = (source: string, sealed: string) => {
    const secret = openSecret(sealed, source, readKey());
    if (secret !== undefined) return secret;
    throw new StorageError(
      "unavailable",
      `The secret of ${source} was encrypted with another key: put back FOOTNOTE_SECRET_KEY or secret.key as it was, or give the secret again with \`sources secret ${source} --secret-file <file>\`.`,
    );
  };
  return {
    seal,
    open,
    async read(source) {
      const sealed = await secrets.get(source);
      return sealed === undefined ? undefined : open(source, sealed);
    },
    keep: (source, secret) => secrets.set(source, seal(source, secret)),
  };
}
