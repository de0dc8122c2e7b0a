import { existsSync } from "node:fs";
import {
  makeSecretKey,
  parseSecretKey,
  readSecretKey,
  type SecretKey,
  toSecretKey,
} from "./secret-key.ts";

/** Where keys come from; read anew each time, so that a running process sees a new one. */
export interface SecretKeys {
  /** The first is for what is sealed where no key is in use yet; that one is made with `make`. @throws StorageError */
  known(make?: boolean): SecretKey[];
  /** Undefined where the environment gives the key. */
  file: string | undefined;
}

export interface SecretKeySettings {
  /** Beside the database. */
  file: string;
  /** Of the environment; instead of the file's. */
  given?: string | undefined;
  /** The one before, of the environment, as long as something is sealed with it. */
  older?: string | undefined;
}

/** A key that a rotation has made and whose use is not committed, or was so a moment ago. */
export function nextKeyFile(file: string): string {
  return `${file}.next`;
}

export function createSecretKeys({ file, given, older }: SecretKeySettings): SecretKeys {
  const ofEnvironment = (text: string | undefined) => {
    const bytes = text === undefined ? undefined : parseSecretKey(text);
    return bytes === undefined ? [] : [toSecretKey(bytes)];
  };
  return {
    file: given === undefined ? file : undefined,
    known(make = false) {
      if (make && given === undefined) makeUnlessThere(file);
      // This order: the next one may take the file's place in between.
      const next = readUnlessGone(nextKeyFile(file));
      return [...ofEnvironment(given), ...readUnlessGone(file), ...next, ...ofEnvironment(older)];
    },
  };
}

function makeUnlessThere(file: string): void {
  if (!existsSync(file)) makeSecretKey(file);
}

function readUnlessGone(file: string): SecretKey[] {
  try {
    return [toSecretKey(readSecretKey(file))];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
