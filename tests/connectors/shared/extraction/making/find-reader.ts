import { readdirSync, readFileSync } from "node:fs";

/** The process that reads documents for this one, as the kernel knows it; needs Linux. */
export function findReader(parent: number | undefined = process.pid): number | undefined {
  const children = readdirSync(`/proc/${parent}/task`).flatMap((thread) =>
    readFileSync(`/proc/${parent}/task/${thread}/children`, "utf8").split(" ").filter(Boolean),
  );
  const found = children.find((pid) => fileOf(pid, "cmdline").includes("extraction-process"));
  return found === undefined ? undefined : Number(found);
}

/** The most memory that a process ever held, all kinds together; 0 when it is gone. */
export function peakMb(pid: number | undefined): number {
  const [, kilobytes = "0"] = /VmHWM:\s+(\d+)/.exec(fileOf(pid, "status")) ?? [];
  return (Number(kilobytes) * 1024) / 1_000_000;
}

/** Empty when the process is gone. */
export function fileOf(pid: number | string | undefined, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
}
