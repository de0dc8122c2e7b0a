import type { DatabaseSync } from "node:sqlite";
import {
  CompiledQuery,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { databaseName } from "../names.ts";
import { NodeSqliteConnection } from "./node-sqlite-connection.ts";

/** Kysely over an open `node:sqlite` database; `file` is only for error messages. */
export function createNodeSqliteDialect(database: DatabaseSync, file: string): Dialect {
  return {
    createAdapter: () => new TransactionalSqliteAdapter(),
    createDriver: () => createDriver(new NodeSqliteConnection(database, file)),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SnakeCaseCompiler(),
  };
}

/** Kysely lends the one connection to one caller at a time, for the whole of a transaction. */
function createDriver(connection: NodeSqliteConnection): Driver {
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    // A transaction that reads first and writes later fails at once when another process wrote
    // in between, whatever the time-out; taking the write lock first cannot.
    beginTransaction: async () => {
      await connection.executeQuery(CompiledQuery.raw("begin immediate"));
    },
    commitTransaction: async () => {
      await connection.executeQuery(CompiledQuery.raw("commit"));
    },
    rollbackTransaction: async () => connection.rollback(),
    releaseConnection: async () => {},
    destroy: async () => connection.close(),
  };
}

class SnakeCaseCompiler extends SqliteQueryCompiler {
  protected override sanitizeIdentifier(name: string): string {
    return databaseName(name, (plain) => super.sanitizeIdentifier(plain));
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  /** Kysely says false to be careful; SQLite can, and so a migration is done whole or not at all. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
