/** `challenger`: it passed its gates; `rejected`: by one of them; `failed`: it came to no verdict. */
export type RunVerdict = "challenger" | "rejected" | "failed";

/** Learning that Footnote began by itself. */
export interface LearningRun {
  id: string;
  kind: string;
  /** In one sentence. */
  why: string;
  startedAt: number;
  /** Undefined while it is under way. */
  end: RunEnd | undefined;
}

export interface RunEnd {
  at: number;
  verdict: RunVerdict;
  /** Undefined where nothing was registered. */
  version: string | undefined;
  /** What decided, in one sentence. */
  outcome: string;
}

export interface LearningRunStorage {
  /** Begins one unless another began after `notAfter` or is under way: of all processes, one is given it. */
  begin(
    run: Pick<LearningRun, "kind" | "why" | "startedAt">,
    notAfter: number,
  ): Promise<LearningRun | undefined>;
  /** False when it has ended. */
  end(id: string, end: RunEnd): Promise<boolean>;
  /** Newest first. */
  list(kind: string, limit: number): Promise<LearningRun[]>;
}
