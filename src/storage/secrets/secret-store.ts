import type { SecretStore, Storage } from "../storage.ts";
import { StorageError } from "../storage-error.ts";
import { KeyChangedError, type Sealer } from "./sealer.ts";

/** Keeps sources' secrets encrypted; the key is not asked for before there is a secret. */
export function createSecretStore(secrets: Storage["secrets"], sealer: Sealer): SecretStore {
  const open = (source: string, sealed: string) => {
    const secret = sealer.open(source, sealed);
    if (secret !== undefined) return secret;
    throw new StorageError(
      "unavailable",
      `The secret of ${source} was encrypted with another key: put back FOOTNOTE_SECRET_KEY or secret.key as it was, or give the secret again with \`sources secret ${source} --secret-file <file>\`.`,
    );
  };
  const keep = async (source: string, secret: string) =>
    secrets.set(source, await sealer.seal(source, secret));
  return {
    seal: (source, secret) => sealer.seal(source, secret),
    open,
    async read(source) {
      const sealed = await secrets.get(source);
      if (sealed === undefined) return undefined;
      // It may have been sealed anew, and the key gone, since it was read.
      const again = sealer.open(source, sealed) === undefined ? await secrets.get(source) : sealed;
      return open(source, again ?? sealed);
    },
    keep: (source, secret) =>
      keep(source, secret).catch(againIfChanged(() => keep(source, secret))),
  };
}

/** Once more where the key was changed in between: what a vendor gave must not be lost over that. */
export function againIfChanged<T>(act: () => Promise<T>): (error: unknown) => Promise<T> {
  return (error) => {
    if (error instanceof KeyChangedError) return act();
    throw error;
  };
}
