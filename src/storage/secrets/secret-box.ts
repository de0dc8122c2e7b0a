import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { SecretKey } from "./secret-key.ts";

const CIPHER = "aes-256-gcm";
const VERSION = "v2";
/** Did not say which key it was. */
const OLD_VERSION = "v1";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts; `label` says what it is for, and it opens under no other. Which key it was stands in clear. */
export function sealSecret(secret: string, label: string, key: SecretKey): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key.bytes, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(`${VERSION} ${label}`));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  const parts = [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"));
  return [VERSION, key.fingerprint, ...parts].join(".");
}

/** Undefined when it was sealed with none of these keys or for something else, or was altered. */
export function openSecret(
  text: string,
  label: string,
  keys: readonly SecretKey[],
): string | undefined {
  const fingerprint = sealedWith(text);
  const fitting = keys.filter(
    (key) => fingerprint === undefined || key.fingerprint === fingerprint,
  );
  for (const key of fitting) {
    const secret = openWith(text, label, key);
    if (secret !== undefined) return secret;
  }
  return undefined;
}

/** The fingerprint of the key; undefined for what was sealed before that was noted. */
export function sealedWith(text: string): string | undefined {
  const [version, fingerprint] = text.split(".");
  return version === VERSION ? fingerprint : undefined;
}

function openWith(text: string, label: string, key: SecretKey): string | undefined {
  const [version = "", ...parts] = text.split(".");
  if (version !== VERSION && version !== OLD_VERSION) return undefined;
  const [nonce, tag, sealed] = parts
    .slice(version === VERSION ? 1 : 0)
    .map((part) => Buffer.from(part, "base64url"));
  if (nonce === undefined || tag === undefined || sealed === undefined) return undefined;
  try {
    const decipher = createDecipheriv(CIPHER, key.bytes, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(`${version} ${label}`));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}
