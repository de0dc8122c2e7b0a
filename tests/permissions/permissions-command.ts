import { parseArgs } from "node:util";
import { type CompanyRun, runCompany } from "./company/run-company.ts";
import { runMutations } from "./mutations/run-mutations.ts";

/*
 * `npm run permissions -- --questions 10000 …`: a generated company asks, and all that is shown to
 * anybody is looked through. `npm run permissions -- mutations`: whether the sample would notice.
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

process.exitCode = (await (positionals[0] === "mutations" ? mutate() : ask())) ? 0 : 1;

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
  return run.leaks.length === 0 && run.byHand.same === run.byHand.asked;
}

function summarize({ leaks, revocations, ...run }: CompanyRun) {
  const of = (what: string) => {
    const some = revocations.filter((one) => one.what === what);
    return {
      tried: some.filter(({ before }) => before).length,
      shownAfter: some.filter(({ after }) => after).length,
      syncMs: middle(some.map(({ syncMs }) => syncMs)),
      answeredAfterMs: middle(some.map(({ answeredAfterMs }) => answeredAfterMs)),
    };
  };
  return {
    ...run,
    leaks: leaks.length,
    firstLeaks: leaks.slice(0, 5),
    revoked: { document: of("document"), group: of("group") },
  };
}

function middle(values: number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0);
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
