import { createHmac, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { plainName } from "../../text/person-name.ts";
import type { ErasureNote, ErasureNotes } from "../ports/erasure-notes.ts";
import { StorageError } from "../storage-error.ts";

interface Line {
  id: string;
  at: number;
  salt: string;
  names: string[];
}

const SALT_BYTES = 16;

/** One line an erasure, in a file beside the databases that only its owner may read. */
export function openErasureFile(file: string): ErasureNotes {
  return {
    async add({ id, at }, names) {
      const salt = randomBytes(SALT_BYTES).toString("base64url");
      const line: Line = { id, at, salt, names: names.map((name) => hash(name, salt)) };
      await append(file, JSON.stringify(line));
    },
    list: async () => (await readErasures(file)).map(toNote),
  };
}

/** Adds what another such file knows and this one does not. */
export async function mergeErasures(from: string, file: string): Promise<void> {
  const known = new Set((await readErasures(file)).map(({ id }) => id));
  for (const line of await readErasures(from)) {
    if (!known.has(line.id)) await append(file, JSON.stringify(line));
  }
}

async function readErasures(file: string): Promise<Line[]> {
  if (!existsSync(file)) return [];
  const lines = (await readFile(file, "utf8").catch(unusable(file))).split("\n");
  return lines.flatMap((line) => {
    try {
      return line === "" ? [] : [JSON.parse(line) as Line];
    } catch {
      // Cut off by a crash: what it was to note had not begun.
      return [];
    }
  });
}

async function append(file: string, line: string): Promise<void> {
  const handle = await open(file, "a", 0o600).catch(unusable(file));
  try {
    // Begun anew, so that a line that was cut off spoils no other.
    await handle.appendFile(`\n${line}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function toNote({ id, at, salt, names }: Line): ErasureNote {
  const hashes = new Set(names);
  return { id, at, isAbout: (name) => hashes.has(hash(name, salt)) };
}

/** An address is the same as one's own, and as a reader's. */
function hash(name: string, salt: string): string {
  return createHmac("sha256", salt).update(plainName(name)).digest("base64url");
}

function unusable(file: string): (error: unknown) => never {
  return (cause) => {
    throw new StorageError(
      "unavailable",
      `Cannot read or write ${file}: make it, and its folder, this user's own.`,
      { cause },
    );
  };
}
