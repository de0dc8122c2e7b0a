import type { App } from "../../../../src/app.ts";
import type { Retention } from "../../../../src/storage/ports/privacy-storage.ts";

/** What learning needs of an application in which nothing is ever too old, or only what `change` says. */
export function forEver(app: App, change: Partial<Retention> = {}) {
  const all = Object.keys(app.config.retention).map((kind) => [kind, 0] as const);
  const retention = { ...(Object.fromEntries(all) as Retention), ...change };
  return { ...app, retention };
}
