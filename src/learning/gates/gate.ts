/** Gates are passed in this order. */
export type GateName = "data" | "retrieval" | "answers" | "forgetting" | "deployment";

export interface GateResult {
  gate: GateName;
  passed: boolean;
  /** One sentence. */
  reason: string;
  figures: Record<string, number>;
}
