import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import type { Answer } from "../../../src/answer/answer.ts";
import { learnElsewhere } from "../../../src/entrypoints/serve/learning/learn-elsewhere.ts";
import { createFootnote, type Serving } from "../../support/footnote.ts";
import { writeFiles } from "../../support/temporary-folder.ts";

const TOKEN = "metrics-token-of-the-tests";
const QUESTION = "How many days of leave does everyone get?";

afterEach(() => vi.unstubAllEnvs());

/** A vote on an answer, from the command line alone. */
async function likeAnAnswer(footnote: ReturnType<typeof createFootnote>): Promise<void> {
  writeFiles(footnote.folder, {
    "docs/leave.md": "# Leave\n\nEveryone gets 28 days of leave. Ask early.\n",
  });
  await footnote.run("sources", "add", "files", "handbook", "--set", "path=docs");
  await footnote.run("sync", "handbook");
  const { id, outcome } = await footnote.json<Answer>("ask", QUESTION);
  expect(outcome).toBe("answered");
  expect(await footnote.run("vote", id, "up")).toMatchObject({ code: 0 });
}

async function verdictCounted({ url }: Serving): Promise<string | undefined> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const text = await (await fetch(`${url}/metrics`, { headers })).text();
  return /^footnote_learning_runs_total\{[^}]*verdict="(\w+)"[^}]*\} 1$/m.exec(text)?.[1];
}

test("serve learns where it is switched on and there is enough to learn from, and not again at once", async () => {
  const environment = { METRICS_TOKEN: TOKEN, FOOTNOTE_LEARN_LABELS: "1" };
  const off = createFootnote({ environment });
  await likeAnAnswer(off);
  const without = await off.serve();
  // Whether it looks is decided as soon as it serves.
  await sleep(1_000);
  await without.stop();
  expect(await off.json("models")).toMatchObject({ runs: [], versions: [] });
  const switched = { ...environment, FOOTNOTE_LEARN: "challenger" };
  const footnote = createFootnote({ environment: switched, dataDir: off.dataDir });
  const serving = await footnote.serve();
  await vi.waitFor(async () => expect(await verdictCounted(serving)).toBe("rejected"), {
    ...{ timeout: 60_000, interval: 250 },
  });
  await serving.stop();
  const again = await footnote.serve();
  await sleep(1_000);
  await again.stop();
  const { runs } = await footnote.json<{ runs: unknown[] }>("models");
  expect(runs).toEqual([
    {
      ...{ kind: "retrieval", verdict: "rejected", version: null },
      ...{ startedAt: expect.any(String), finishedAt: expect.any(String) },
      why: "Questions newly voted on or corrected: 1.",
      outcome: expect.stringContaining("are too few"),
    },
  ]);
  const { stdout } = await footnote.run("learn", "report");
  expect(stdout).toMatch(
    /^Learned by itself on .*: rejected\. .* are too few: .* corrected: 1\.$/m,
  );
}, 120_000);

test("a run that cannot be done says why in one sentence", async () => {
  expect(await learnElsewhere(AbortSignal.abort())).toMatchObject({
    ...{ verdict: "failed", outcome: "Footnote was stopped meanwhile." },
  });
  vi.stubEnv("PORT", "none");
  const { verdict, outcome } = await learnElsewhere(new AbortController().signal);
  expect(verdict).toBe("failed");
  expect(outcome).toMatch(/^PORT is not usable: .*\.$/);
}, 60_000);
