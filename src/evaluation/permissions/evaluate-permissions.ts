import { round } from "../ranking-metrics.ts";
import type { OpenEvaluationWorkspace } from "../workspace.ts";
import { readPermissions } from "./company-data/read-permissions.ts";
import { createProber, type ProbeResult } from "./create-prober.ts";
import type { SurfaceCounts } from "./note-leaks.ts";

export interface PermissionsReport {
  probes: number;
  /** Probes in which anything was shown that should not have been. */
  leaks: number;
  /** Share of the allowed probes whose document is among the first ten that `search` finds. */
  allowedRecall: number;
  /** The same for a search without regard to rights, restricted afterwards. */
  byHandRecall: number;
  /** Searches and answers held against such ones: ties aside, all are the same. */
  sameAsByHand: { asked: number; same: number };
  documents: number;
  /** Of them, those that could not be indexed. */
  failed: number;
  users: number;
  groups: number;
  /** What users are said to hold, and what is no principal: nobody holds it. */
  unknownPrincipals: string[];
  /** Probes whose `allowed` is not what the document's readers and the user's principals say. */
  contradictions: number;
  /** How often each was asked, and how often it leaked. */
  surfaces: SurfaceCounts;
}

/** Asks each probe as its user on every surface, and looks through all that is shown. */
export async function evaluatePermissions(
  directory: string,
  open: OpenEvaluationWorkspace,
  onProbe: (result: ProbeResult, done: number, total: number) => void = () => undefined,
): Promise<PermissionsReport> {
  const data = await readPermissions(directory);
  const workspace = await open(data.corpus);
  try {
    const { failed } = await workspace.sync();
    const surfaces = await workspace.openSurfaces(data.groups);
    const prober = createProber(data, workspace.answering, surfaces);
    const results: ProbeResult[] = [];
    for (const probe of data.probes) {
      const result = await prober.probe(probe);
      results.push(result);
      onProbe(result, results.length, data.probes.length);
    }
    const allowed = results.filter((result) => result.allowed);
    return {
      probes: results.length,
      leaks: results.filter(({ leaks }) => leaks.length > 0).length,
      allowedRecall: share(allowed, ({ rank }) => rank !== null),
      byHandRecall: share(allowed, ({ byHandRank }) => byHandRank !== null),
      sameAsByHand: {
        asked: sum(results.map((result) => result.sameAsByHand.asked)),
        same: sum(results.map((result) => result.sameAsByHand.same)),
      },
      documents: data.documents.length,
      failed,
      users: data.users.size,
      groups: data.groups.length,
      unknownPrincipals: data.unknownPrincipals,
      contradictions: results.filter(({ isContradiction }) => isContradiction).length,
      surfaces: prober.counts,
    };
  } finally {
    await workspace.close();
  }
}

/** Of none, nothing is missed. */
function share<T>(values: readonly T[], test: (value: T) => boolean): number {
  return values.length === 0 ? 1 : round(values.filter(test).length / values.length);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
