import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mutations } from "./mutations.ts";
import { applyMutation } from "./run-mutations.ts";
import { secondLayers } from "./second-layers.ts";

const all = [...mutations, ...secondLayers.flatMap(({ together }) => together)];

test.each(all.map((one) => [one.name, one] as const))(
  "the check is where the list says: %s",
  (_, one) => {
    const text = readFileSync(one.file, "utf8");
    expect(applyMutation(text, one)).not.toBe(text);
  },
);
