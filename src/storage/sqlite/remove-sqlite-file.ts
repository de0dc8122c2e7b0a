import { rm } from "node:fs/promises";

/** With what SQLite keeps beside it; nothing where there is none. */
export async function removeSqliteFile(file: string): Promise<void> {
  for (const part of ["", "-wal", "-shm"]) await rm(`${file}${part}`, { force: true });
}
