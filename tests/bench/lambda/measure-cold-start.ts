import { readFileSync } from "node:fs";

/** A new process's way to its first answers; the file of the handler, and of the events, are arguments. */
export interface ColdStart {
  /** From the process's begin until the handler is loaded. */
  loadMs: number;
  /** From there to the end of the first event. */
  firstMs: number;
  /** Of one more event of the same kind. */
  secondMs: number;
  statuses: number[];
  /** Of the processor, until the first event has ended. */
  cpuMs: number;
  rssMb: number;
}

interface Handler {
  handler(event: object, context: object): Promise<{ statusCode: number }>;
}

const [bundle = "", eventsFile = ""] = process.argv.slice(2);
const events = JSON.parse(readFileSync(eventsFile, "utf8")) as object[];
const { handler } = (await import(bundle)) as Handler;
const loadedAt = performance.now();
const context = { getRemainingTimeInMillis: () => 29_000 };
const statuses: number[] = [];
const tookMs: number[] = [];
let cpuMs = 0;
for (const event of events) {
  const begunAt = performance.now();
  statuses.push((await handler(event, context)).statusCode);
  tookMs.push(performance.now() - begunAt);
  const { user, system } = process.cpuUsage();
  cpuMs ||= (user + system) / 1_000;
}
const [firstMs = 0, secondMs = 0] = tookMs;
const rssMb = process.memoryUsage.rss() / 1e6;
const figures: ColdStart = { loadMs: loadedAt, firstMs, secondMs, statuses, cpuMs, rssMb };
process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit());
