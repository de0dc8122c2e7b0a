import type { LearningRunStorage } from "./learning-run-storage.ts";
import type { TrainingJobStorage } from "./training-storage.ts";

/** What is learned and registered: how to search, language models that write answers, and what they are told. */
export const LEARNED_KINDS = ["retrieval", "model", "prompt"] as const;
export type LearnedKind = (typeof LEARNED_KINDS)[number];

/**
 * `candidate`: not judged yet; `rejected`: by a gate; `challenger`: passed those before it serves;
 * `champion`: serves; `retired`: another took its place; `rolled-back`: taken back.
 */
export type LearnedStatus =
  | "candidate"
  | "rejected"
  | "challenger"
  | "champion"
  | "retired"
  | "rolled-back";

export interface LearnedVersion {
  /** `<kind>-<number>` */
  version: string;
  kind: LearnedKind;
  status: LearnedStatus;
  createdAt: number;
  /** From what it was made: dataset, base, configuration, code. */
  lineage: unknown;
  /** As it is loaded; JSON. */
  artifact: string;
  /** SHA-256 of `artifact`. */
  digest: string;
  /** What the gates said. */
  report: unknown;
}

/** `canary`: few threads, to see that nothing breaks; `a-b`: half of them, to see which is liked more. */
export type TrialStage = "canary" | "a-b";

/**
 * `promoted`: it serves; `rolled-back`: it was worse, or somebody took it back; `rejected`: the champion is liked
 * more; `undecided`: time was up; `void`: what served beside it changed.
 */
export type TrialVerdict = "promoted" | "rolled-back" | "rejected" | "undecided" | "void";

/** A challenger that serves a share of the threads beside the champion. */
export interface Trial {
  id: string;
  kind: LearnedKind;
  /** The challenger. */
  version: string;
  /** Undefined: what Footnote comes with. */
  champion: string | undefined;
  stage: TrialStage;
  /** Of all threads, 0…1. */
  share: number;
  /** An answer that takes longer is slow; undefined: too few were seen to tell. */
  slowLimitMs: number | undefined;
  startedAt: number;
  stageSince: number;
  end: { at: number; verdict: TrialVerdict; why: string } | undefined;
}

/** What is counted of a finished answer, without its words. */
export interface SeenAnswer {
  threadId: string;
  failed: boolean;
  /** From the question to its outcome. */
  tookMs: number;
  /** Of the answer as a whole, oldest first. */
  votes: { voter: string; liked: boolean; votedAt: number }[];
}

export interface TrialStorage {
  /**
   * Gives it a share of the threads; undefined when another trial runs, it is no challenger, or not `beside` (undefined: what
   * Footnote comes with) is what serves by now.
   */
  begin(
    trial: Pick<Trial, "version" | "share" | "slowLimitMs">,
    at: number,
    beside: string | undefined,
  ): Promise<Trial | undefined>;
  running(kind: LearnedKind): Promise<Trial | undefined>;
  /** Newest first. */
  list(): Promise<Trial[]>;
  /** From canary to A/B; false when it is not in that stage by now. */
  widen(id: string, share: number, at: number): Promise<boolean>;
  /** Ends it, and lets it serve where it won; false when it has ended, or what serves has changed. */
  end(id: string, verdict: TrialVerdict, why: string, at: number): Promise<boolean>;
  /** Answers to people's questions asked in a time that have an outcome, in the order they were asked. */
  seen(from: number, until: number): Promise<SeenAnswer[]>;
}

export interface LearningStorage {
  trials: TrialStorage;
  jobs: TrainingJobStorage;
  /** Learning that nobody asked for. */
  runs: LearningRunStorage;
  /** Gives it the next number of its kind. */
  add(version: Omit<LearnedVersion, "version" | "status" | "report">): Promise<LearnedVersion>;
  get(version: string): Promise<LearnedVersion | undefined>;
  /** Newest first, without their artifacts. */
  list(): Promise<Omit<LearnedVersion, "artifact">[]>;
  /**
   * Of what was not judged yet, or may be judged again; `candidate`: it could not be judged. False when it serves by now, or
   * is tried: what people are answered by is not judged beneath them.
   */
  judge(
    version: string,
    status: "candidate" | "rejected" | "challenger",
    report: unknown,
  ): Promise<boolean>;
  /** Which version serves, and which did before it; undefined: what Footnote comes with. */
  serving(
    kind: LearnedKind,
  ): Promise<{ champion: string | undefined; previous: string | undefined }>;
  /**
   * Lets a challenger, or what served before, serve; false when it is neither by now, or another serves than `over` (undefined:
   * what Footnote comes with).
   */
  promote(version: string, at: number, over: string | undefined): Promise<boolean>;
  /** Lets what served before serve again; undefined when nothing learned serves. */
  rollBack(
    kind: LearnedKind,
    at: number,
  ): Promise<{ from: string; to: string | undefined } | undefined>;
}
