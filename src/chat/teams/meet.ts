import type { TeamsAcquaintance, TeamsPlaces } from "../../storage/ports/teams-storage.ts";

/** Nothing hangs on having been seen a little later. */
const FRESH_MS = 10 * 60_000;

/** Somebody who is in a room at that moment. */
type SeenPerson = Omit<TeamsAcquaintance, "timeZone"> & { timeZone?: string | undefined };

/** Keeps where somebody was seen: they are asked about and reached there, whether they ever wrote or not. */
export async function meet(
  seen: SeenPerson,
  { storage }: { storage: Pick<TeamsPlaces, "people"> },
): Promise<void> {
  const met = await storage.people.get(seen.personId);
  const person = { ...seen, timeZone: seen.timeZone ?? met?.timeZone };
  if (met === undefined || isNews(person, met)) await storage.people.save(person);
}

/** Whether something is worth keeping beside what is kept of it. */
export function isNews<Seen extends { seenAt: number }>(seen: Seen, known: Seen): boolean {
  if (seen.seenAt > known.seenAt + FRESH_MS) return true;
  const same = { ...seen, seenAt: known.seenAt };
  return Object.entries(same).some(([key, value]) => known[key as keyof Seen] !== value);
}
