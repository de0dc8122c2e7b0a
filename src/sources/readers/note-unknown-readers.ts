import { distance } from "../../text/distance.ts";
import type { SourcesDeps } from "../sources-deps.ts";

/** Others have ids, of which one letter tells nothing. */
const HAS_NAME = /^(?:user|domain|google-group|group):/;

/**
 * Who is in a group only its platform knows. But a name that nothing was ever given to, and that is
 * one letter away from another that something was, is worth a second look.
 */
export async function noteUnknownReaders(
  principals: readonly string[],
  { storage }: Pick<SourcesDeps, "storage">,
): Promise<string[]> {
  const lists = await storage.accessLists.list();
  const sources = await storage.sources.list();
  const known = new Set([
    ...lists.flatMap((list) => list.principals),
    ...sources.flatMap(({ audience }) => audience ?? []),
  ]);
  const unknown = principals.filter((one) => HAS_NAME.test(one) && !known.has(one));
  return unknown.flatMap((principal) => {
    const near = [...known].find((one) => distance(one, principal) === 1);
    if (near === undefined) return [];
    return [`Nothing was for ${principal} before. Did you mean ${near}?`];
  });
}
