import type { LimitStorage } from "../../storage/ports/limit-storage.ts";

const HOUR_MS = 3_600_000;

/** Counts one more of the hour; where that is too many, how long it lasts until there is room again. */
export async function spendLimit(
  name: string,
  most: number,
  { limits, now }: { limits: LimitStorage; now: number },
): Promise<number | undefined> {
  const spent = await limits.spend(name, HOUR_MS, now);
  return spent > most ? HOUR_MS - (now % HOUR_MS) : undefined;
}
