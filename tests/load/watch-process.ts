import { readFileSync } from "node:fs";

/** Of Linux: clock ticks of `/proc/<pid>/stat` in a second. */
const TICKS = 100;
const LOOK_MS = 200;

export interface ProcessUse {
  cpuSeconds: number;
  peakMegabytes: number;
}

/** Watches what a process and its threads use; children that read files are not among them. */
export function watchProcess(pid: number) {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, residentMegabytes(pid));
  };
  const timer = setInterval(look, LOOK_MS);
  let from = cpuSeconds(pid);
  return {
    /** Since the last time. */
    take(): ProcessUse {
      look();
      const now = cpuSeconds(pid);
      const used = { cpuSeconds: now - from, peakMegabytes: peak };
      [from, peak] = [now, 0];
      return used;
    },
    stop: () => clearInterval(timer),
  };
}

function cpuSeconds(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  // What stands before may hold blanks.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

function residentMegabytes(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(found?.[1] ?? 0) / 1_024;
}
