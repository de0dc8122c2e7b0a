import { describe, expect, it } from "vitest";
import { findSignal, SIGNALS, signalsFor } from "../../../../src/text/trust/signals/find-signal.ts";

const QUESTION = "When does the canteen open?";

describe.each(SIGNALS.map((signal) => [signal.name, signal] as const))("%s", (_, signal) => {
  it.each(signal.finds)("finds %j", (sentence) => {
    expect(signal.patterns.some((pattern) => pattern.test(sentence))).toBe(true);
  });

  it.each(signal.spares)("spares %j", (sentence) => {
    expect(findSignal(sentence, signalsFor(QUESTION))?.name).toBeUndefined();
  });
});
