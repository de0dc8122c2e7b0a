import type { ModelsView, ModelView, Served } from "../../learning/registry/registry.ts";
import type { TrialView } from "../../learning/rollout/describe-trial.ts";

const AS_IT_COMES = "retrieval as Footnote comes";

/** What serves; of what is not learned only where retrieval stands is worth a word. */
export function servingLines({ champion }: Pick<ModelsView, "champion">): string[] {
  return Object.entries(champion).flatMap(([kind, version]) =>
    version === null && kind !== "retrieval" ? [] : [`serving: ${version ?? AS_IT_COMES}`],
  );
}

export function trialLine({ version, stage, share, verdict, why }: TrialView): string {
  const where = `${stage}, ${Math.round(share * 100)} % of the threads`;
  return `${version} ${verdict === null ? `is tried (${where})` : `was tried: ${verdict}`}. ${why}`;
}

export function versionLine({ version, status, createdAt, reason }: ModelView): string {
  return `${version.padEnd(14)}${status.padEnd(13)}${createdAt.slice(0, 16)}  ${reason}`;
}

export function servedSentence({ from, to }: Served): string {
  return `Now ${to ?? AS_IT_COMES} serves, after ${from ?? AS_IT_COMES}.`;
}
