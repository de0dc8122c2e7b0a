import pg, { type Pool } from "pg";
import { StorageError } from "../storage-error.ts";

const CONNECT_TIMEOUT_MS = 10_000;
const IDLE_MS = 30_000;

/** Times and counts stay far below where a number of JavaScript would lose precision. */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === pg.types.builtins.INT8 || type === pg.types.builtins.NUMERIC
      ? Number
      : pg.types.getTypeParser(type, format),
};

export interface PostgresAddress {
  /** `postgres://user:password@host:port/database?sslmode=…`. */
  url: string;
  /** Most connections that one process opens. */
  connections: number;
}

/**
 * Connections without a state of their own (no prepared names, no session locks, no settings), so that
 * a pooler may give each transaction another.
 */
export function openPool({ url, connections }: PostgresAddress): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_MS,
    keepAlive: true,
    application_name: "footnote",
    types: TYPES,
  });
  // One that breaks is replaced by the next that is needed. Nobody listens to one in use: whose statement
  // it was is told, but between two statements, or after the last, the break would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** Host and database, without user or password. @throws StorageError when it is no such address. */
export function describeAddress(url: string): string {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address === undefined || !/^postgres(?:ql)?:$/.test(address.protocol)) {
    throw new StorageError(
      "unavailable",
      "DATABASE_URL is no address of Postgres: write it as postgres://user:password@host:5432/database.",
    );
  }
  return `${address.host}${address.pathname}`;
}
