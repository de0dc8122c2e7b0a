import type { LearnedVersion } from "../storage/ports/learning-storage.ts";
import type { Gone, KnownLineage } from "../storage/ports/lineage-storage.ts";
import type { Storage } from "../storage/storage.ts";
import type { DatasetRow } from "./datasets/dataset-row.ts";
import { LearningError } from "./learning-error.ts";

const NAMES: Readonly<Record<keyof Gone, readonly [string, string]>> = {
  answers: ["question", "questions"],
  votes: ["vote", "votes"],
  verified: ["verified answer", "verified answers"],
  documents: ["document", "documents"],
};

/** Why something should be made anew, in one sentence; null while all that it rests on is there. */
function describeGone(gone: Gone): string | null {
  const parts = (Object.keys(NAMES) as (keyof Gone)[]).flatMap((kind) => {
    const count = gone[kind];
    return count === 0 ? [] : [`${count} ${NAMES[kind][count === 1 ? 0 : 1]}`];
  });
  return parts.length === 0
    ? null
    : `It rests on what has been deleted, erased or taken back since: ${parts.join(", ")}.`;
}

/** By dataset or version, why it is stale. */
export async function readStale({
  lineages,
}: Pick<Storage, "lineages">): Promise<Map<string, string | null>> {
  const known = await lineages.list();
  return new Map(known.map(({ subject, gone }) => [subject, describeGone(gone)]));
}

type Made = Pick<LearnedVersion, "version" | "lineage">;

/** Why a version is stale, by itself or by the dataset that it was trained on; null: all that it rests on is there. */
export function staleOf(
  { version, lineage }: Made,
  stale: ReadonlyMap<string, string | null>,
): string | null {
  const { dataset } = lineage as { dataset?: string };
  return stale.get(version) ?? stale.get(dataset ?? "") ?? null;
}

/**
 * Refuses what rests on what somebody had deleted, unless that is accepted; returns why it is stale, or null.
 * @throws LearningError
 */
export async function refuseStale(
  made: Made & Pick<LearnedVersion, "kind">,
  isAccepted: boolean,
  storage: Pick<Storage, "lineages">,
): Promise<string | null> {
  const stale = staleOf(made, await readStale(storage));
  if (stale === null || isAccepted) return stale;
  const again = made.kind === "retrieval" ? "learn again" : "train it again";
  throw new LearningError(
    `${made.version} is stale: ${again}, or add \`--stale\` to let it serve all the same. ${stale}`,
  );
}

export interface DatasetView {
  contentHash: string;
  name: string;
  /** ISO 8601. */
  madeAt: string;
  stale: string | null;
}

const CONTENT_HASH = /^[\da-f]{64}$/;

/** Datasets that were exported, newest first. */
export async function listDatasets({
  lineages,
}: Pick<Storage, "lineages">): Promise<DatasetView[]> {
  const known = await lineages.list();
  return known
    .filter(({ subject }) => CONTENT_HASH.test(subject))
    .map(({ subject, name, madeAt, gone }: KnownLineage) => ({
      ...{ contentHash: subject, name, madeAt: new Date(madeAt).toISOString() },
      stale: describeGone(gone),
    }));
}

/** What rows are made of. Those that are asked again with other passages say nothing that the others do not. */
export function restsOn(rows: readonly DatasetRow[]) {
  const own = rows.filter(({ id, kind }) => kind !== "synthetic" && !id.endsWith("-unanswerable"));
  const verified = own.flatMap(({ id, kind, reviewed }) =>
    kind === "verified" ? id : (reviewed ?? []),
  );
  return {
    answers: own.filter(({ kind }) => kind !== "verified").map(({ id }) => id),
    verified: [...new Set(verified)],
    documents: rows.flatMap(({ contexts }) => contexts),
  };
}
