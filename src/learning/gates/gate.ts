/** Gates are passed in this order. */
export type GateName = "data" | "retrieval" | "answers" | "forgetting" | "deployment";

export interface GateResult {
  gate: GateName;
  passed: boolean;
  /** One sentence. */
  reason: string;
  figures: Record<string, number>;
}

/** A gain as gates tell it: `+0.0214`. */
export function signed(value: number): string {
  const shown = Number(value.toFixed(4));
  return `${shown < 0 ? "−" : "+"}${Math.abs(shown).toFixed(4)}`;
}
