import { parseArgs } from "node:util";
import { type CompanyRun, runCompany } from "./company/run-company.ts";
import { findFaults, SAMPLE } from "./company/sample.ts";
import { runMutations } from "./mutations/run-mutations.ts";

/*
 * `npm run permissions -- --questions 10000 …`: a generated company asks, and all that is shown to
 * anybody is looked through. `npm run permissions -- sample`: a small one; `-- mutations`: whether that
 * would notice that a check is taken away.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    documents: { type: "string", default: "2000" },
    users: { type: "string", default: "300" },
    channels: { type: "string", default: "40" },
    questions: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    only: { type: "string", default: "" },
  },
});

const tasks: Record<string, () => Promise<boolean>> = { mutations: mutate, sample: askSample };
process.exitCode = (await (tasks[positionals[0] ?? ""] ?? ask)()) ? 0 : 1;

async function ask(): Promise<boolean> {
  const { documents, users, channels, questions, seed } = values;
  const size = { documents: Number(documents), users: Number(users), channels: Number(channels) };
  const startedAt = performance.now();
  const run = await runCompany(
    { ...size, probes: Number(questions), seed: Number(seed) },
    (done, leaks) => process.stderr.write(`${done} questions, ${leaks} leaks\n`),
  );
  const tookMs = Math.round(performance.now() - startedAt);
  print({ ...size, seed: Number(seed), ...summarize(run), tookMs });
  return findFaults(run).length === 0;
}

/** Says in a line what is not as it has to be. */
async function askSample(): Promise<boolean> {
  const faults = findFaults(await runCompany(SAMPLE));
  process.stdout.write(`${faults[0] ?? "nothing leaked"}\n`);
  return faults.length === 0;
}

function summarize({ leaks, revocations, ...run }: CompanyRun) {
  const byWay = Map.groupBy(revocations, ({ what }) => what);
  const revoked = [...byWay].map(([what, some]) => [
    what,
    {
      tried: some.filter(({ before }) => before).length,
      shownAfter: some.filter(({ after }) => after).length,
      shownAgain: some.filter(({ before, again }) => before && again).length,
      seenAfterMs: spread(some.map(({ seenAfterMs }) => seenAfterMs)),
      answeredAfterMs: spread(some.map(({ answeredAfterMs }) => answeredAfterMs)),
    },
  ]);
  return {
    ...run,
    leaks: leaks.length,
    firstLeaks: leaks.slice(0, 5),
    revoked: Object.fromEntries(revoked),
  };
}

function spread(values: number[]): { median: number; worst: number } {
  const sorted = values.toSorted((a, b) => a - b).map(Math.round);
  return { median: sorted[sorted.length >> 1] ?? 0, worst: sorted.at(-1) ?? 0 };
}

async function mutate(): Promise<boolean> {
  const results = await runMutations(
    (name) => name.includes(values.only),
    ({ name, isFound, by, tookMs }) => {
      const seconds = (tookMs / 1000).toFixed(0);
      process.stdout.write(
        `${isFound ? "found   " : "SURVIVED"}  ${seconds} s  ${name}  (${by})\n`,
      );
    },
  );
  const survived = results.filter(({ isFound }) => !isFound).length;
  process.stdout.write(`${results.length} checks taken away, ${survived} of them unnoticed\n`);
  return survived === 0;
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
}
