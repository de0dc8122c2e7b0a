import type { Turn } from "../../answer/answer.ts";
import type { DocumentKey } from "../../vector-index/vector-index.ts";

/** A question of which it is known, from votes or reviews, which documents answer it. */
export interface LabelledQuestion {
  id: string;
  text: string;
  history: readonly Turn[];
  /** At least one. */
  positives: readonly DocumentKey[];
  /** Said to answer it as well, but not to be learned or judged by here: neither right nor wrong. */
  beside?: readonly DocumentKey[];
  /** Who says so; a person counts once. Empty where it is nobody's vote. */
  voters: readonly string[];
  /** When it was last said; undefined for labels of a file. */
  saidAt?: number;
  /** The answer or the verified answer of which it was said; undefined for labels of a file. */
  from?: { answer?: string; verified?: string };
}
