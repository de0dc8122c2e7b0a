import { resolve } from "node:path";
import { stateFile } from "../../app.ts";
import type { Config } from "../../config.ts";
import { openEngine } from "../../storage/open-storage.ts";
import { askServer } from "../../storage/postgres/ask-server.ts";
import { readSchemaState, type SchemaState } from "../../storage/schema-state.ts";
import { isMoving } from "../move-state.ts";
import type { Check } from "./check.ts";

/** Processes judge by their own clocks whose lease has run out. */
const MOST_SKEW_MS = 5_000;

const SCHEMAS: Record<SchemaState["state"], string> = {
  missing: "new",
  current: "up to date",
  behind: "older, will be migrated",
  newer: "newer",
};

/** The database of the state as it is, before anything brings it up to date. @throws StorageError */
export async function examineState(config: Config): Promise<Check[]> {
  const file = stateFile(resolve(config.dataDir));
  const { postgres } = config;
  if (postgres === undefined) {
    return [
      schema(resolve(config.dataDir), readSchemaState(file).state),
      ...move(await isMoving(file)),
    ];
  }
  const { database, where, schema: state } = await openEngine({ file, postgres });
  try {
    const { version, tookMs, clockMs } = await askServer(database);
    const skew = Math.abs(clockMs - Date.now());
    const detail = `version ${version} at ${where} answered in ${tookMs} ms`;
    const key =
      "set FOOTNOTE_SECRET_KEY, the same for all processes, before a second machine serves";
    const clock = `its clock and this machine's are ${Math.round(skew / 1_000)} s apart: set both by a time server`;
    const isInTime = skew <= MOST_SKEW_MS;
    const fix = isInTime ? (config.secretKey === undefined ? key : undefined) : clock;
    const checks = [{ name: "postgres", ok: isInTime, detail, fix }, schema(where, state)];
    return [...checks, ...move(await isMoving(file, database))];
  } finally {
    await database.destroy();
  }
}

/** One that was cut off costs each write a little, and notes more and more. */
function move(isUnderWay: boolean): Check[] {
  if (!isUnderWay) return [];
  const detail = "a move of the state is under way, or was cut off";
  const fix = "if it was cut off, give `storage move` again, or `storage cancel`";
  return [{ name: "move", ok: true, detail, fix }];
}

function schema(where: string, state: SchemaState["state"]): Check {
  const fix =
    state === "newer" ? "upgrade Footnote or restore a backup of this version" : undefined;
  return { name: "schema", ok: state !== "newer", detail: `${where} is ${SCHEMAS[state]}`, fix };
}
