import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { askInSlack, startObserved } from "../whole/start-observed.ts";
import { drawWaterfall } from "./draw-waterfall.ts";

const IMAGES = fileURLToPath(new URL("../../../docs/images", import.meta.url));
const QUESTION = "What is the daily allowance when I travel?";

/** `npm run trace:picture` takes the one in the documentation anew; else it is only tried. */
function pictureFile(): string {
  const isWanted = process.env.npm_lifecycle_event === "trace:picture";
  return join(isWanted ? IMAGES : temporaryFolder("picture"), "trace.svg");
}

test("a question in Slack can be drawn as one trace", async () => {
  const observed = await startObserved();
  const { collector, model } = observed;
  const serving = await observed.serve();
  // The first question of a process is slower than any other.
  await askInSlack(observed);
  const seen = collector.spans.length;
  const text = "The daily allowance is 44 euros, in Japan 60 [1].";
  const slow = { kind: "answer", text, firstTokenMs: 300, chunkMs: 30 } as const;
  model.script(slow, { on: "generation", when: /allowance/, times: 1 });
  await askInSlack(observed, QUESTION);
  await serving.stop();
  await observed.close();
  const later = collector.spans.slice(seen);
  const { traceId } = later.findLast(({ name }) => name === "process answer-question") ?? {};
  const spans = later.filter((span) => span.traceId === traceId);
  const file = pictureFile();
  writeFileSync(
    file,
    drawWaterfall(spans, "One question in Slack, from its message to its answer"),
  );
  const drawn = readFileSync(file, "utf8");
  for (const { name } of spans) expect(drawn).toContain(`>${name}</text>`);
  expect(spans.length).toBeGreaterThan(15);
  expect(drawn).not.toContain("allowance");
}, 90_000);
