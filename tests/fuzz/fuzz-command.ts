import { parseArgs } from "node:util";
import { type FuzzReport, runFuzz } from "./run-fuzz.ts";

/*
 * `npm run fuzz -- --requests 100000 --seed 1`: sends what nobody should send to every door of a real
 * `serve`, on this machine alone, and ends with 1 where something broke.
 */

const SHOWN = 40;

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    "at-once": { type: "string", default: "8" },
  },
});

const report = await runFuzz({
  requests: Number(values.requests),
  seed: Number(values.seed),
  atOnce: Number(values["at-once"]),
  onProgress: (done, findings) =>
    process.stderr.write(
      `${done} requests, ${findings.length} findings; the last: ${findings.at(-1)?.what.slice(0, 200) ?? "none"} ${findings.at(-1)?.shot.slice(0, 300) ?? ""}\n`,
    ),
});
print(report);
process.exit(report.findings.length === 0 ? 0 : 1);

function print({ requests, tookMs, doors, findings, memory, slowestLookMs }: FuzzReport): void {
  const lines = doors.map(({ door, requests: sent, statuses, slowestMs }) => {
    const counts = Object.entries(statuses).sort();
    const said = counts.map(([status, count]) => `${status} ${count}`).join(", ");
    return `${door.padEnd(24)} ${String(sent).padStart(7)}  ${String(Math.round(slowestMs)).padStart(6)} ms  ${said}`;
  });
  const measured = memory.map(({ heapMb, rssMb }) => `${heapMb.toFixed(0)}/${rssMb.toFixed(0)}`);
  const found = findings
    .slice(0, SHOWN)
    .map(
      ({ index, what, shot }) =>
        `#${index} ${what.replaceAll(/\s+/g, " ")}\n  ${shot.replaceAll(/\s+/g, " ")}`,
    );
  process.stdout.write(
    `${[
      `${"door".padEnd(24)} requests  slowest     answers`,
      ...lines,
      `${requests} requests in ${Math.round(tookMs / 1_000)} s; the slowest look at /healthz took ${Math.round(slowestLookMs)} ms`,
      `heap/process in MB: ${measured.join(" ")}`,
      `${findings.length} findings`,
      ...found,
    ].join("\n")}\n`,
  );
}
