import { MIGRATIONS } from "./migrations/migrations.ts";
import { readAppliedMigrations } from "./sqlite/read-applied-migrations.ts";

/** How a data file relates to this version: `behind` is mended by opening it, `newer` is refused. */
export interface SchemaState {
  state: "missing" | "current" | "behind" | "newer";
  applied: string[];
  pending: string[];
  /** Migrations that only a newer version knows. */
  unknown: string[];
}

/** Looks at the file without changing it; a StorageError when it cannot be read. */
export function readSchemaState(file: string): SchemaState {
  return judgeSchema(readAppliedMigrations(file));
}

/** @param applied - Names, oldest first; undefined where there is no database yet. */
export function judgeSchema(applied: string[] | undefined): SchemaState {
  const known = Object.keys(MIGRATIONS);
  const pending = known.filter((name) => !applied?.includes(name));
  const unknown = (applied ?? []).filter((name) => !known.includes(name));
  return { state: judge(), applied: applied ?? [], pending, unknown };

  function judge(): SchemaState["state"] {
    if (applied === undefined) return "missing";
    if (unknown.length > 0) return "newer";
    return pending.length > 0 ? "behind" : "current";
  }
}
