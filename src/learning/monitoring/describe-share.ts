import type { Share } from "./quality.ts";

/** A share with its interval. */
export function describeShare(value: Share | null): string {
  if (value === null) return "–";
  return `${percent(value.share)} (${percent(value.low)}–${percent(value.high)})`;
}

/** The sign stays with its number. */
export function percent(value: number): string {
  return `${Math.round(value * 100)}\u00a0%`;
}
