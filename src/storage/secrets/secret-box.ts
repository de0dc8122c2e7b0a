import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
const VERSION = "v1";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts with a key of 32 bytes; `label` says what it is for, and it opens under no other. */
export function sealSecret(secret: string, label: string, key: Uint8Array): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(`${VERSION} ${label}`));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return [VERSION, nonce, cipher.getAuthTag(), sealed]
    .map((part) => (typeof part === "string" ? part : part.toString("base64url")))
    .join(".");
}

/** Undefined when it was sealed with another key or for something else, or was altered. */
export function openSecret(text: string, label: string, key: Uint8Array): string | undefined {
  const [version, ...parts] = text.split(".");
  const [nonce, tag, sealed] = parts.map((part) => Buffer.from(part, "base64url"));
  if (version !== VERSION || nonce === undefined || tag === undefined || sealed === undefined) {
    return undefined;
  }
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(`${version} ${label}`));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}
