import type { RetrieveDeps } from "../../answer/retrieval/retrieve-passages.ts";
import type { RunEnd } from "../../storage/ports/learning-run-storage.ts";
import type { Storage } from "../../storage/storage.ts";
import type { LabelDeps } from "../datasets/read-labels.ts";
import { describeLeftOut } from "../labels/keep-findable.ts";
import { readFeedback } from "../labels/read-feedback.ts";
import { type LearningDeps, learnRetrieval } from "../learn-retrieval.ts";
import { LearningError } from "../learning-error.ts";
import { beginTrial, USUAL_SHARE } from "../rollout/trials.ts";

export interface LearnByItselfDeps extends LearningDeps {
  storage: LearningDeps["storage"] & LabelDeps["storage"] & Pick<Storage, "learning">;
  servingEmbedder: RetrieveDeps["servingEmbedder"];
  retention: LabelDeps["retention"];
}

const ACTOR = "footnote";

/** Learns from all that may be learned from; of what passes its gates it begins a canary where that is wanted. */
export async function learnByItself(
  mode: "challenger" | "canary",
  deps: LearnByItselfDeps,
): Promise<Omit<RunEnd, "at">> {
  const { questions } = await readFeedback(deps);
  const { version, status, gates, labels } = await learnRetrieval(questions, ACTOR, deps);
  const decisive =
    gates.find(({ passed }) => !passed) ?? gates.find(({ gate }) => gate === "retrieval");
  const outcome = [decisive?.reason ?? "", ...describeLeftOut(labels)].join(" ");
  if (version === undefined || status === "rejected") {
    return { verdict: "rejected", version, outcome };
  }
  const then = mode === "canary" ? await tryOut(version, deps) : "It waits to be promoted.";
  return { verdict: "challenger", version, outcome: `${outcome} ${then}` };
}

async function tryOut(version: string, deps: LearnByItselfDeps): Promise<string> {
  try {
    const { index } = deps.retrieve;
    await beginTrial(version, USUAL_SHARE, ACTOR, { ...deps, index });
    return "It is tried as a canary.";
  } catch (error) {
    if (error instanceof LearningError) return `It is not tried: ${error.message}`;
    throw error;
  }
}
