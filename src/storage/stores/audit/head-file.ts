import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

/** Where the log ended; beside the database, for whoever puts an older one in its place. */
export interface KeptHead {
  entries: number;
  hash: string;
}

export interface HeadFile {
  name: string;
  /** Undefined when there is none, null when it says something else. */
  read(): KeptHead | undefined | null;
  /** Moves on, never back. */
  keep(head: KeptHead): void;
}

export function createHeadFile(file: string): HeadFile {
  const read = () => {
    try {
      return parse(readFileSync(file, "utf8"));
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : null;
    }
  };
  return {
    name: file,
    read,
    keep(head) {
      const kept = read();
      // What cannot be read, or knows of more, stays for whoever verifies.
      if (kept === null || (kept?.entries ?? 0) >= head.entries) return;
      const draft = `${file}.${process.pid}`;
      try {
        const text = `${head.entries} ${head.hash}\n`;
        writeFileSync(draft, text, { mode: 0o600, flush: true });
        renameSync(draft, file);
      } catch {
        // The entry is kept; a file that lags behind is still right about what it knows.
        rmSync(draft, { force: true });
      }
    },
  };
}

function parse(text: string): KeptHead | null {
  const [, entries, hash] = /^(\d+) ([0-9a-f]{64})\n$/.exec(text) ?? [];
  return entries === undefined || hash === undefined ? null : { entries: Number(entries), hash };
}
