import { expect, test } from "vitest";
import { runFuzz } from "./run-fuzz.ts";

test("nothing that is sent to any door breaks it: a sample", async () => {
  const { requests, findings } = await runFuzz({ requests: 300, seed: 7, atOnce: 4 });
  expect(findings).toEqual([]);
  expect(requests).toBe(300);
}, 180_000);
