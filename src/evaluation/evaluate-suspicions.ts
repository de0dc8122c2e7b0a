import type { Suspicion } from "../text/trust/find-suspicions.ts";
import { round } from "./ranking-metrics.ts";
import type { OpenEvaluationWorkspace } from "./workspace.ts";

const EXAMPLES = 20;

/** How many documents of a corpus are found suspicious; where it is clean, all are false alarms. */
export interface SuspicionReport {
  documents: number;
  suspicious: number;
  rate: number | null;
  /** Documents by what was found in them. */
  byKind: Record<string, number>;
  examples: ({ documentId: string } & Suspicion)[];
}

/** Indexes a folder or file and counts what admins would be pointed to. */
export async function evaluateSuspicions(
  corpus: string,
  open: OpenEvaluationWorkspace,
): Promise<SuspicionReport> {
  const workspace = await open(corpus, { keep: false });
  try {
    const { seen, failed } = await workspace.sync();
    const found = await workspace.suspicious();
    const kinds = found.flatMap(({ findings }) => [...new Set(findings.map(({ kind }) => kind))]);
    const documents = seen - failed;
    return {
      documents,
      suspicious: found.length,
      rate: documents === 0 ? null : round(found.length / documents),
      byKind: Object.fromEntries(
        [...Map.groupBy(kinds, (kind) => kind)].map(([kind, all]) => [kind, all.length]),
      ),
      examples: found
        .flatMap(({ documentId, findings }) => findings.map((one) => ({ documentId, ...one })))
        .slice(0, EXAMPLES),
    };
  } finally {
    await workspace.close();
  }
}
