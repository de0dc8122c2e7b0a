import { createHash, randomBytes } from "node:crypto";
import { existsSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { StorageError } from "../storage-error.ts";

const KEY_BYTES = 32;
const SHOWN_DIGITS = 12;
const HOW = "make one with `openssl rand -base64 32`";

export interface SecretKey {
  bytes: Uint8Array;
  /** Tells keys apart, and nothing about them. */
  fingerprint: string;
}

export function toSecretKey(bytes: Uint8Array): SecretKey {
  const hash = createHash("sha256").update("footnote secret key ").update(bytes).digest("hex");
  return { bytes, fingerprint: hash.slice(0, SHOWN_DIGITS) };
}

/** 32 bytes from base64 or hexadecimal digits; undefined when it is something else. */
export function parseSecretKey(text: string): Uint8Array | undefined {
  const trimmed = text.trim();
  const isHex = /^[0-9a-f]{64}$/i.test(trimmed);
  if (!isHex && !/^[\w+/-]{43}=?$/.test(trimmed)) return undefined;
  const key = Buffer.from(trimmed, isHex ? "hex" : "base64");
  return key.length === KEY_BYTES ? key : undefined;
}

/**
 * The key in `file`, which its owner alone may read. It lies beside the database, and no backup
 * holds it.
 * @throws StorageError
 */
export function readSecretKey(file: string): Uint8Array {
  const { mode } = statSync(file);
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    throw new StorageError(
      "unavailable",
      `The key in ${file} can be read by others, so it is not used: run \`chmod 600 ${file}\`.`,
    );
  }
  const key = parseSecretKey(readFileSync(file, "utf8"));
  if (key !== undefined) return key;
  throw new StorageError(
    "unavailable",
    `${file} holds no key of 32 bytes: put the right one back, or remove the file, run \`secrets rotate --leave-unreadable\` and give each source its secret again.`,
  );
}

/**
 * A new key in `file`, whole and on the disk, unless there is one already: of two processes that
 * come at the same moment, one makes it. @throws StorageError
 */
export function makeSecretKey(file: string): void {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  try {
    const key = `${randomBytes(KEY_BYTES).toString("base64")}\n`;
    writeFileSync(draft, key, { mode: 0o600, flag: "wx", flush: true });
    linkSync(draft, file);
  } catch (error) {
    if (existsSync(file)) return;
    throw new StorageError(
      "unavailable",
      `The key for secrets cannot be written to ${file}: make room there, or set FOOTNOTE_SECRET_KEY (${HOW}).`,
      { cause: error },
    );
  } finally {
    rmSync(draft, { force: true });
  }
}
