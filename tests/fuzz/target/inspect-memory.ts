import { readFileSync } from "node:fs";

export interface Memory {
  rssMb: number;
  /** After a collection of garbage. */
  heapMb: number;
}

export interface MemoryProbe {
  measure(): Promise<Memory>;
  close(): void;
}

const MB = 1_048_576;

/** Looks at another Node process through its inspector; `address` is what it printed. */
export async function openMemoryProbe(address: string, pid: number): Promise<MemoryProbe> {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve, { once: true });
    socket.addEventListener("error", reject, { once: true });
  });
  let count = 0;
  const ask = (method: string) =>
    new Promise<Record<string, unknown>>((resolve) => {
      count += 1;
      const id = count;
      const hear = ({ data }: MessageEvent) => {
        const reply = JSON.parse(String(data)) as { id?: number; result?: object };
        if (reply.id !== id) return;
        socket.removeEventListener("message", hear);
        resolve({ ...reply.result });
      };
      socket.addEventListener("message", hear);
      socket.send(JSON.stringify({ id, method }));
    });
  return {
    async measure() {
      await ask("HeapProfiler.collectGarbage");
      const { usedSize } = await ask("Runtime.getHeapUsage");
      return { rssMb: rssOf(pid) / MB, heapMb: Number(usedSize) / MB };
    },
    close: () => socket.close(),
  };
}

/** Linux tells it in pages of 4 kB; elsewhere there is nothing to read, and it counts as 0. */
function rssOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * 4_096;
  } catch {
    return 0;
  }
}
