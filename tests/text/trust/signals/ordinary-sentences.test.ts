import { describe, expect, it } from "vitest";
import { createMask } from "../../../../src/text/trust/create-mask.ts";
import { findInstruction } from "../../../../src/text/trust/find-instruction.ts";
import ordinary from "./ordinary.json" with { type: "json" };

const mask = createMask("When does the canteen open?");

describe.each(Object.entries(ordinary))("ordinary sentences, %s", (_, sentences) => {
  it.each(sentences)("%s", (sentence) => {
    expect(findInstruction(sentence)).toBeUndefined();
    expect(mask(sentence)).toBe(sentence);
  });
});
