import { invalid, type Refusal } from "../replies/refusal.ts";
import { type Query, readQuery, type Table } from "../requests/parameters.ts";
import type { AnyItem } from "../site/items.ts";
import type { Visibility } from "../site/visibility.ts";
import type { World } from "../world.ts";

/** Who asks. */
export interface Caller {
  /** Undefined: somebody who is not logged in. */
  accountId: string | undefined;
  /** Undefined: everything that the user may do. */
  scopes: ReadonlySet<string> | undefined;
}

export interface Asked {
  world: World;
  caller: Caller;
  sees: Visibility;
  /** Without what the gateway puts before it: `/wiki/…`. */
  path: string;
  params: URLSearchParams;
  body: unknown;
  /** By api.atlassian.com, where links for browsers do not lead. */
  viaGateway: boolean;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  value?: unknown;
}

export interface Route {
  method: "GET" | "POST";
  pattern: RegExp;
  /** One of these sets is enough. */
  scopes: readonly (readonly string[])[];
  handle(asked: Asked, ids: readonly string[]): Answer;
  /** As it was written, and the names of what its query may hold: to compare with descriptions. */
  path: string;
  parameters: readonly string[];
}

/** A path in which `{}` stands for an id, and what its query may hold. */
export function route<T extends Table>(
  method: Route["method"],
  path: string,
  scopes: readonly (string | readonly string[])[],
  table: T,
  handle: (asked: Asked, query: Query<T>, ids: readonly string[]) => Answer,
): Route {
  return {
    ...{ method, path, parameters: Object.keys(table) },
    pattern: new RegExp(`^${path.replaceAll("{}", "([^/]+)")}$`),
    scopes: scopes.map((scope) => (typeof scope === "string" ? [scope] : scope)),
    handle: (asked, ids) => handle(asked, readQuery(table, asked.params), ids),
  };
}

/** @throws Refusal where an id is no number. */
export function checkNumber(id: string | undefined): void {
  if (/^\d+$/.test(id ?? "")) return;
  throw invalid(`Provided value {${id}} for 'id' is not a number`);
}

/** @throws Refusal for what is not there, or not to be seen by who asks. */
export function visibleItem(
  { world, sees }: Asked,
  id: string | undefined,
  refusal: Refusal,
): AnyItem {
  const item = world.site.items.get(id ?? "");
  if (item === undefined || !sees.item(item)) throw refusal;
  return item;
}
