import { readFileSync } from "node:fs";

/**
 * Milliseconds that the main threads of this process and of another one could have worked and had no
 * processor, for others had them. 0 where the system does not tell (Linux does).
 */
export function waitedForProcessors(pid: number): number {
  return waitedMs(process.pid) + waitedMs(pid);
}

function waitedMs(pid: number): number {
  try {
    const [, waited] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, "utf8").split(" ");
    return Number(waited) / 1e6;
  } catch {
    return 0;
  }
}
