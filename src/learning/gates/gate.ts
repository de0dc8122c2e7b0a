/** Gates are passed in this order. */
export type GateName = "data" | "retrieval" | "forgetting" | "deployment";

export interface GateResult {
  gate: GateName;
  passed: boolean;
  /** One sentence. */
  reason: string;
  figures: Record<string, number>;
}
