import type { CompanyRun } from "./run-company.ts";

/** What runs with all other tests, and against which each removal of an audience check is held. */
export const SAMPLE = { documents: 150, users: 40, channels: 8, probes: 200, seed: 7 };

/** What in a run is not as it has to be. */
export function findFaults({ leaks, byHand, recall, revocations }: CompanyRun): string[] {
  const [leak] = leaks;
  const late = revocations.find(({ after }) => after);
  return [
    ...(leak === undefined ? [] : [`${leak.surface}: ${leak.what}`]),
    ...(byHand.same === byHand.asked
      ? []
      : [`${byHand.same} of ${byHand.asked} answers are as by hand`]),
    ...(recall.cited === recall.citedByHand
      ? []
      : [`${recall.cited} documents are cited, ${recall.citedByHand} by hand`]),
    ...(late === undefined ? [] : [`shown after it was revoked: ${late.what}`]),
  ];
}
