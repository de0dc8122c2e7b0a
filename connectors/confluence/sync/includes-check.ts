import type { Who } from "../readers/who.ts";
import { type Include, NOT_THERE, pageName } from "../site/fingerprint.ts";
import type { Run } from "./run.ts";

/** Whether what a page takes in from others is as it was, and for the same readers. */
export type IncludesCheck = (includes: readonly Include[], who: Who) => Promise<boolean>;

/** By what is known when it is first asked: pages must have been listed. */
export function createIncludesCheck(run: Run): IncludesCheck {
  const { site, places, readers } = run;
  let names: ReadonlySet<string> | undefined;

  async function isSame({ id, version, isAllowed }: Include, who: Who): Promise<boolean> {
    const node = site.nodes.get(id);
    const place = node === undefined ? undefined : places.of(node);
    if (version === NOT_THERE) {
      names ??= namesOfPages(run);
      return place === undefined && !names.has(id);
    }
    if (node === undefined || place === undefined || node.version !== version) return false;
    await site.loadFacts([...place.ancestors, node].map((one) => one.id));
    return isAllowed === (await readers.isWithin(who, await readers.whoReads(node, place)));
  }

  return async (includes, who) => {
    for (const include of includes) if (!(await isSame(include, who))) return false;
    return true;
  };
}

/** What pages that are read could be included by. */
function namesOfPages({ site, spaces, places }: Run): Set<string> {
  const names = new Set<string>();
  for (const node of site.nodes.values()) {
    const key = spaces.get(node.spaceId)?.key;
    const isIncluded = node.kind === "page" && node.status === "current";
    if (key !== undefined && isIncluded && places.of(node) !== undefined) {
      names.add(pageName(key, node.title));
    }
  }
  return names;
}
