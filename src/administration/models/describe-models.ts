import {
  kindOf,
  type ModelsView,
  type ModelView,
  type Served,
} from "../../learning/registry/registry.ts";
import type { TrialView } from "../../learning/rollout/describe-trial.ts";
import { LEARNED_KINDS, type LearnedKind } from "../../storage/ports/learning-storage.ts";

const AS_IT_COMES: Record<LearnedKind, string> = {
  retrieval: "retrieval as Footnote comes",
  model: "the writer that is configured",
  prompt: "the prompt that is configured",
};

export function servingLines({ champion }: Pick<ModelsView, "champion">): string[] {
  return LEARNED_KINDS.map((kind) => `serving: ${champion[kind] ?? AS_IT_COMES[kind]}`);
}

/** What is being tried, of each kind at most one; where nothing is, what was last. Newest first. */
export function trialsToTell(trials: readonly TrialView[]): TrialView[] {
  const running = trials.filter(({ verdict }) => verdict === null);
  return running.length > 0 ? running : trials.slice(0, 1);
}

export function trialLine({ version, stage, share, verdict, why }: TrialView): string {
  const where = `${stage}, ${Math.round(share * 100)} % of the threads`;
  return `${version} ${verdict === null ? `is tried (${where})` : `was tried: ${verdict}`}. ${why}`;
}

export function versionLine({ version, status, createdAt, reason, stale }: ModelView): string {
  const why = stale === null ? reason : `${reason} Stale: ${stale}`;
  return `${version.padEnd(14)}${status.padEnd(13)}${createdAt.slice(0, 16)}  ${why}`;
}

/** `what`: a kind, or a version that begins with one. */
export function servedSentence({ from, to, stale }: Served, what: string): string {
  const kind = kindOf(what) ?? "retrieval";
  const name = (version: string | null) => version ?? AS_IT_COMES[kind];
  const served = `Now ${name(to)} serves, after ${name(from)}.`;
  return stale === null ? served : `${served} It is stale. ${stale}`;
}
