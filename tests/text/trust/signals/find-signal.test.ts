import { describe, expect, it } from "vitest";
import { revealSentence } from "../../../../src/text/trust/reveal-sentence.ts";
import { findSignal, SIGNALS, signalsFor } from "../../../../src/text/trust/signals/find-signal.ts";
import { OTHER_LANGUAGES } from "../../../../src/text/trust/signals/other-languages.ts";

const QUESTION = "When does the canteen open?";

describe.each(SIGNALS.map((signal) => [signal.name, signal] as const))("%s", (_, signal) => {
  it.each(signal.finds)("finds %j", (sentence) => {
    expect(signal.patterns.some((pattern) => pattern.test(revealSentence(sentence)))).toBe(true);
  });

  // Of patterns by language `languages.test.ts` asks.
  it.skipIf(OTHER_LANGUAGES.includes(signal))("has a sentence for each pattern", () => {
    const plain = signal.finds.map(revealSentence);
    const idle = signal.patterns.filter((pattern) => !plain.some((one) => pattern.test(one)));
    expect(idle).toEqual([]);
  });

  it.each(signal.spares)("spares %j", (sentence) => {
    expect(findSignal(revealSentence(sentence), signalsFor(QUESTION))?.name).toBeUndefined();
  });
});
