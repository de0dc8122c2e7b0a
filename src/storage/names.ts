import type { KyselyPlugin, RootOperationNode, UnknownRow } from "kysely";

const inDatabase = new Map<string, string>();
const inCode = new Map<string, string>();

/** What code calls `askedAt` is `asked_at` in the database. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A name as a statement has it; names come from code, so each is made once. */
export function databaseName(name: string, quote: (name: string) => string): string {
  return once(inDatabase, name, () => quote(snakeCase(name)));
}

function camelCase(name: string): string {
  return once(inCode, name, () =>
    name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  );
}

function once(known: Map<string, string>, name: string, make: () => string): string {
  const before = known.get(name);
  if (before !== undefined) return before;
  const made = make();
  known.set(name, made);
  return made;
}

/**
 * Names columns of rows as code does. Kysely's own plugin renames statements as well, by going
 * through each before it is compiled; here the compiler does.
 */
export class CamelCaseRows implements KyselyPlugin {
  transformQuery({ node }: { node: RootOperationNode }): RootOperationNode {
    return node;
  }

  async transformResult<Result extends { rows: UnknownRow[] }>({
    result,
  }: {
    result: Result;
  }): Promise<Result> {
    return { ...result, rows: result.rows.map(inCamelCase) };
  }
}

function inCamelCase(row: UnknownRow): UnknownRow {
  const named: UnknownRow = {};
  for (const name in row) named[camelCase(name)] = row[name];
  return named;
}
