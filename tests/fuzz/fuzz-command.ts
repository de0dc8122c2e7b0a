import { parseArgs } from "node:util";
import { type Finding, type FuzzProgress, type FuzzReport, runFuzz } from "./run-fuzz.ts";

/*
 * `npm run fuzz -- --requests 100000 --seed 1`: sends what nobody should send to every door of a real
 * `serve`, on this machine alone, and ends with 1 where something broke. Ctrl+C ends a run early and prints
 * what it found; `--from N` begins at a later request of the seed.
 */

const SHOWN = 40;
const MOST_SAID = 3_000;

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    from: { type: "string", default: "0" },
    "at-once": { type: "string", default: "8" },
  },
});

const stop = new AbortController();
process.once("SIGINT", () => stop.abort());

const report = await runFuzz({
  requests: Number(values.requests),
  seed: Number(values.seed),
  from: Number(values.from),
  atOnce: Number(values["at-once"]),
  stop: stop.signal,
  onProgress: tell,
});
print(report);
process.exit(report.findings.length === 0 ? 0 : 1);

function tell({ done, tookMs, memory: { heapMb, rssMb }, findings }: FuzzProgress): void {
  const seconds = tookMs / 1_000;
  const speed = `${Math.round(seconds)} s, ${(done / seconds).toFixed(1)} a second`;
  const memory = `heap ${heapMb.toFixed(0)} MB, process ${rssMb.toFixed(0)} MB`;
  const lines = [`${done} requests in ${speed}; ${memory}`, ...describe(findings)];
  process.stderr.write(`${lines.join("\n")}\n`);
}

function describe(findings: readonly Finding[]): string[] {
  const line = (text: string) => text.slice(0, MOST_SAID).replaceAll(/\s+/g, " ");
  return findings
    .slice(0, SHOWN)
    .map(({ index, what, shot }) => `#${index} ${line(what)}\n  ${line(shot)}`);
}

function print(report: FuzzReport): void {
  const { requests, tookMs, doors, findings, memory, verdict, slowestLookMs } = report;
  const lines = doors.map(({ door, requests: sent, statuses, slowestMs }) => {
    const counts = Object.entries(statuses).sort();
    const said = counts.map(([status, count]) => `${status} ${count}`).join(", ");
    return `${door.padEnd(24)} ${String(sent).padStart(7)}  ${String(Math.round(slowestMs)).padStart(6)} ms  ${said}`;
  });
  const measured = memory.map(({ heapMb, rssMb }) => `${heapMb.toFixed(0)}/${rssMb.toFixed(0)}`);
  process.stdout.write(
    `${[
      `${"door".padEnd(24)} requests  slowest     answers`,
      ...lines,
      `${requests} requests in ${Math.round(tookMs / 1_000)} s; the slowest look at /healthz took ${Math.round(slowestLookMs)} ms`,
      `heap/process in MB: ${measured.join(" ")}`,
      ...verdict.lines,
      `${findings.length} findings`,
      ...describe(findings),
    ].join("\n")}\n`,
  );
}
