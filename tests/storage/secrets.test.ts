import { chmodSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openStorage } from "../../src/storage/open-storage.ts";
import { createSealer } from "../../src/storage/secrets/sealer.ts";
import { openSecret, sealSecret } from "../../src/storage/secrets/secret-box.ts";
import {
  makeSecretKey,
  parseSecretKey,
  readSecretKey,
  type SecretKey,
  toSecretKey,
} from "../../src/storage/secrets/secret-key.ts";
import { createSecretStore } from "../../src/storage/secrets/secret-store.ts";
import { readStored } from "../support/state.ts";
import { sourceRecord, temporaryFolder } from "../sync/sync-world.ts";

const TOKEN = "ntn_very-secret-token-ü";
const KEY = toSecretKey(new Uint8Array(32).fill(7));
const OTHER_KEY = toSecretKey(new Uint8Array(32).fill(8));

test("a secret opens with its key and label, and with nothing else", () => {
  const sealed = sealSecret(TOKEN, "wiki", KEY);
  expect(openSecret(sealed, "wiki", [OTHER_KEY, KEY])).toBe(TOKEN);
  expect(openSecret(sealed, "wiki", [OTHER_KEY])).toBeUndefined();
  expect(openSecret(sealed, "drive", [KEY])).toBeUndefined();
  expect(sealSecret(TOKEN, "wiki", KEY)).not.toBe(sealed);
});

test("a secret that was altered does not open", () => {
  const sealed = sealSecret(TOKEN, "wiki", KEY);
  const parts = sealed.split(".");
  for (const at of parts.keys()) {
    const first = parts[at]?.startsWith("A") ? "B" : "A";
    const altered = parts.with(at, first + (parts[at] ?? "").slice(1)).join(".");
    expect(openSecret(altered, "wiki", [KEY]), altered).toBeUndefined();
    expect(openSecret(parts.with(at, "").join("."), "wiki", [KEY])).toBeUndefined();
  }
  expect(openSecret("", "wiki", [KEY])).toBeUndefined();
});

test("keys come in base64 or hexadecimal digits, 32 bytes and no others", () => {
  const bytes = Buffer.from(KEY.bytes);
  for (const text of [
    bytes.toString("base64"),
    `${bytes.toString("base64url")}\n`,
    bytes.toString("hex"),
  ]) {
    expect(parseSecretKey(text)).toEqual(bytes);
  }
  for (const text of [
    "",
    "short",
    "a".repeat(42),
    "a".repeat(65),
    `${bytes.toString("base64")}x`,
  ]) {
    expect(parseSecretKey(text), text).toBeUndefined();
  }
});

test("a key is made once, for its owner's eyes, and stays", () => {
  const file = join(temporaryFolder(), "secret.key");
  makeSecretKey(file);
  const key = readSecretKey(file);
  makeSecretKey(file);
  expect(key).toHaveLength(32);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readSecretKey(file)).toEqual(key);
});

test("a key that others can read, or that is none, is refused with a way out", () => {
  const file = join(temporaryFolder(), "secret.key");
  makeSecretKey(file);
  chmodSync(file, 0o644);
  expect(() => readSecretKey(file)).toThrow(/can be read by others.*chmod 600/);
  chmodSync(file, 0o600);
  writeFileSync(file, "nonsense");
  expect(() => readSecretKey(file)).toThrow(/holds no key of 32 bytes/);
});

test("what lies in the database is encrypted, and goes with its source", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "state.sqlite");
  const storage = await openStorage({ file });
  onTestFinished(() => storage.close());
  await storage.sources.add(sourceRecord("wiki"));
  const sealerOf = (key: SecretKey) =>
    createSealer(storage.database, { file: undefined, known: () => [key] });
  const store = createSecretStore(storage.secrets, sealerOf(KEY));
  expect(await store.read("wiki")).toBeUndefined();
  await store.keep("wiki", "first");
  await store.keep("wiki", TOKEN);
  expect(await store.read("wiki")).toBe(TOKEN);
  await storage.backup(join(folder, "copy.sqlite"));
  const places = await readStored(folder);
  expect(places.some(({ bytes }) => bytes.includes("wiki"))).toBe(true);
  for (const { name, bytes } of places) expect(bytes.includes("very-secret"), name).toBe(false);
  const withOtherKey = createSecretStore(storage.secrets, sealerOf(OTHER_KEY));
  await expect(withOtherKey.read("wiki")).rejects.toThrow(/another key.*sources secret wiki/);
  // Nor does it lock others out of what it would encrypt itself.
  await expect(withOtherKey.keep("wiki", TOKEN)).rejects.toThrow(/another key than this one/);
  expect(await store.read("wiki")).toBe(TOKEN);
  await storage.sources.remove("wiki");
  expect(await storage.secrets.get("wiki")).toBeUndefined();
});
