import { readFileSync } from "node:fs";

/** Of Linux: clock ticks of `/proc/<pid>/stat` in a second. */
const TICKS = 100;
const LOOK_MS = 200;

export interface ProcessUse {
  /** Of all its threads; children that read files are not among them. */
  cpuSeconds: number;
  /** Of the thread that everything goes through: it can use one processor and no more. */
  mainSeconds: number;
  /** That thread had something to do, and no processor to do it on. */
  waitedSeconds: number;
  peakMegabytes: number;
}

/** Watches what a process uses. */
export function watchProcess(pid: number) {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, residentMegabytes(pid));
  };
  const timer = setInterval(look, LOOK_MS);
  let from = { cpuSeconds: cpuSeconds(pid), ...mainThread(pid) };
  return {
    /** Since the last time. */
    take(): ProcessUse {
      look();
      const now = { cpuSeconds: cpuSeconds(pid), ...mainThread(pid) };
      const used = {
        cpuSeconds: now.cpuSeconds - from.cpuSeconds,
        mainSeconds: now.mainSeconds - from.mainSeconds,
        waitedSeconds: now.waitedSeconds - from.waitedSeconds,
        peakMegabytes: peak,
      };
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

function mainThread(pid: number): { mainSeconds: number; waitedSeconds: number } {
  const text = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, "utf8");
  const [ran = 0, waited = 0] = text.split(" ").map(Number);
  return { mainSeconds: ran / 1e9, waitedSeconds: waited / 1e9 };
}

function residentMegabytes(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(found?.[1] ?? 0) / 1_024;
}
