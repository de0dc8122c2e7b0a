/** What is learned and registered. */
export const LEARNED_KINDS = ["retrieval"] as const;
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

export interface LearningStorage {
  /** Gives it the next number of its kind. */
  add(version: Omit<LearnedVersion, "version" | "status" | "report">): Promise<LearnedVersion>;
  get(version: string): Promise<LearnedVersion | undefined>;
  /** Newest first, without their artifacts. */
  list(): Promise<Omit<LearnedVersion, "artifact">[]>;
  judge(version: string, status: "rejected" | "challenger", report: unknown): Promise<void>;
  /** Which version serves, and which did before it; undefined: what Footnote comes with. */
  serving(
    kind: LearnedKind,
  ): Promise<{ champion: string | undefined; previous: string | undefined }>;
  /** Lets a challenger, or what served before, serve; false when it is neither by now. */
  promote(version: string, at: number): Promise<boolean>;
  /** Lets what served before serve again; undefined when nothing learned serves. */
  rollBack(
    kind: LearnedKind,
    at: number,
  ): Promise<{ from: string; to: string | undefined } | undefined>;
}
