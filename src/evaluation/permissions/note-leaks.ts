import type { FindLeaks, Leak, LeakQuery } from "./find-leak.ts";

const SURFACES = [
  "search",
  "ask",
  "citation",
  "document",
  "followUp",
  "verified",
  "room",
  "status",
] as const;
export type Surface = (typeof SURFACES)[number];
/** How often each was asked, and how often it leaked. */
export type SurfaceCounts = Record<Surface, { asked: number; leaks: number }>;

export type LeakNotes = ReturnType<typeof noteLeaks>;

export function noSurfaceCounts(): SurfaceCounts {
  const counts = SURFACES.map((surface) => [surface, { asked: 0, leaks: 0 }]);
  return Object.fromEntries(counts) as SurfaceCounts;
}

/** Notes what one probe's surfaces gave away; `usual` is whose eyes it is seen with, unless said otherwise. */
export function noteLeaks(findLeaks: FindLeaks, counts: SurfaceCounts, usual: LeakQuery) {
  const leaks: ({ surface: Surface } & Leak)[] = [];
  function note(surface: Surface, found: readonly Leak[]): void {
    counts[surface].asked += 1;
    if (found.length > 0) counts[surface].leaks += 1;
    leaks.push(...found.map((leak) => ({ surface, ...leak })));
  }
  return {
    leaks,
    note,
    look(surface: Surface, shown: unknown, query: Partial<LeakQuery> = {}): void {
      note(surface, findLeaks(shown, { ...usual, ...query }));
    },
  };
}
