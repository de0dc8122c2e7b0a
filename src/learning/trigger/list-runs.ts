import type { RunVerdict } from "../../storage/ports/learning-run-storage.ts";
import type { Storage } from "../../storage/storage.ts";

export interface RunView {
  kind: string;
  /** ISO 8601. */
  startedAt: string;
  why: string;
  /** All null while it is under way. */
  finishedAt: string | null;
  verdict: RunVerdict | null;
  /** Null also where nothing was registered. */
  version: string | null;
  outcome: string | null;
}

const MOST = 20;

/** Learning that Footnote began by itself, newest first. */
export async function listRuns({ learning }: Pick<Storage, "learning">): Promise<RunView[]> {
  const runs = await learning.runs.list("retrieval", MOST);
  return runs.map(({ kind, startedAt, why, end }) => ({
    ...{ kind, startedAt: toTime(startedAt), why },
    finishedAt: end === undefined ? null : toTime(end.at),
    verdict: end?.verdict ?? null,
    version: end?.version ?? null,
    outcome: end?.outcome ?? null,
  }));
}

export function describeRun({ startedAt, why, verdict, version, outcome }: RunView): string {
  const end =
    verdict === null
      ? "under way."
      : `${version === null ? "" : `${version} `}${verdict}. ${outcome}`;
  return `Learned by itself on ${startedAt.slice(0, 16)}: ${end} Why: ${why}`;
}

function toTime(at: number): string {
  return new Date(at).toISOString();
}
