import { misfitOf } from "../../answer/retrieval/retrieval-settings.ts";
import type { RetrieveDeps } from "../../answer/retrieval/retrieve-passages.ts";
import type { LearnedVersion } from "../../storage/ports/learning-storage.ts";
import type { Storage } from "../../storage/storage.ts";
import { LearningError } from "../learning-error.ts";
import { refuseStale } from "../lineage.ts";
import { decodeSettings } from "./encode-settings.ts";

/** Why a language model or a prompt cannot answer here, in one sentence. */
export type FindTrouble = (learned: LearnedVersion) => Promise<string | undefined>;

export interface Searching {
  servingEmbedder: RetrieveDeps["servingEmbedder"];
  index: Pick<RetrieveDeps["index"], "kind">;
}

export interface MayServeDeps extends Searching {
  storage: Pick<Storage, "learning" | "lineages">;
  /** Without it no language model and no prompt is let serve. */
  findTrouble?: FindTrouble | undefined;
}

export interface Wish {
  /** It is to serve though something that it rests on is gone. */
  acceptStale?: boolean | undefined;
}

/**
 * Refuses what was held against another than serves now, is stale, or cannot serve here; to all people or some.
 * @returns why it is stale, where that is wished for; else null
 * @throws LearningError
 */
export async function refuseUnfit(
  learned: LearnedVersion,
  champion: string | undefined,
  { acceptStale = false }: Wish,
  deps: MayServeDeps,
): Promise<string | null> {
  if (learned.status === "challenger") refuseOutdated(learned, champion);
  const stale = await refuseStale(learned, acceptStale, deps.storage);
  const trouble =
    learned.kind === "retrieval"
      ? await findMisfit(learned, deps)
      : await findTroubleOf(learned, deps.findTrouble);
  if (trouble !== undefined) throw new LearningError(trouble);
  return stale;
}

/** Why settings were learned for another place than this. @throws LearningError for what cannot be loaded */
export async function findMisfit(
  learned: LearnedVersion,
  { servingEmbedder, index }: Searching,
): Promise<string | undefined> {
  const by = { embedder: await servingEmbedder(), index: await index.kind() };
  const misfit = misfitOf(decodeSettings(learned), by);
  return misfit === undefined ? undefined : `${learned.version} was ${misfit}.`;
}

/** The version that served when it was judged; null: what Footnote comes with, or is configured. */
export function heldAgainst({
  kind,
  lineage,
  report,
}: Pick<LearnedVersion, "kind" | "lineage" | "report">): string | null {
  const of = kind === "retrieval" ? lineage : report;
  return (of as { base?: string | null } | undefined)?.base ?? null;
}

function refuseOutdated(learned: LearnedVersion, champion: string | undefined): void {
  const against = heldAgainst(learned);
  if (against === (champion ?? null)) return;
  const [none, again] =
    learned.kind === "retrieval"
      ? ["what Footnote comes with", "learn"]
      : ["what is configured", "gate it"];
  throw new LearningError(
    `${learned.version} was held against ${against ?? none}, and ${champion ?? "that"} serves now: ${again} again.`,
  );
}

async function findTroubleOf(
  learned: LearnedVersion,
  findTrouble: FindTrouble | undefined,
): Promise<string | undefined> {
  if (findTrouble !== undefined) return findTrouble(learned);
  const what = learned.kind === "model" ? "language model" : learned.kind;
  return `${learned.version} is a ${what}: the same command on the command line lets it serve, once it was asked.`;
}
