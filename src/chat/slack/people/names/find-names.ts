import { setTimeout as sleep } from "node:timers/promises";
import { ChatError } from "../../../chat-error.ts";
import type { NamedIn } from "../../events/plain-text.ts";
import type { Directory } from "../directory.ts";
import { UNKNOWN_NAME } from "../person.ts";

/** An event must be acknowledged within three seconds; names are worth a part of that. */
const PATIENCE_MS = 1_000;

/** Names by ids, as far as they are found in time: a message is kept without them, too. */
export async function findNames(
  { people, groups }: NamedIn,
  { directory }: { directory: Directory },
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  const find = async () => {
    for (const person of await directory.people([...new Set(people)])) {
      if (person.name !== UNKNOWN_NAME) names.set(person.id, person.name);
    }
    if (groups.length === 0) return;
    for (const [id, { handle }] of await directory.groups()) names.set(id, handle);
  };
  if (people.length + groups.length === 0) return names;
  const late = new AbortController();
  const patience = sleep(PATIENCE_MS, undefined, { signal: late.signal }).catch(() => undefined);
  const found = find().catch((error: unknown) => {
    if (!(error instanceof ChatError)) throw error;
  });
  try {
    await Promise.race([found, patience]);
  } finally {
    late.abort();
  }
  return new Map(names);
}
