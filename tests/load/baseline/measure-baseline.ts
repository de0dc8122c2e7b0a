import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { askAtRate, type Spread, spreadOf } from "../ask-at-rate.ts";
import type { Phase } from "../load-plan.ts";
import { startProcess } from "../start-process.ts";
import { watchProcess } from "../watch-process.ts";

const SERVER = fileURLToPath(new URL("echo-server.ts", import.meta.url));

export interface BaselineFigures {
  acknowledgeMs: Spread;
  ownMs: Spread;
  cpuMsPerQuestion: number;
  peakMegabytes: number;
}

/** The same number of questions at the same rate, stored, queued and echoed by as little as can do that. */
export async function measureBaseline(
  folder: string,
  { perSecond, questions }: Phase,
  modelMs: number,
): Promise<BaselineFigures> {
  const file = join(folder, `${randomUUID()}.sqlite`);
  const server = await startProcess([SERVER, file, String(modelMs)], {
    PATH: process.env.PATH,
    NODE_NO_WARNINGS: "1",
  });
  const url = server.said().trim();
  const use = watchProcess(server.pid);
  const acknowledged: number[] = [];
  await askAtRate(perSecond, questions, async (n) => {
    const from = performance.now();
    const body = JSON.stringify({ text: `How many people does room ${n} seat?` });
    await (await fetch(url, { method: "POST", body })).json();
    acknowledged.push(performance.now() - from);
  });
  await sleep(modelMs + 500);
  const { cpuSeconds, peakMegabytes } = use.take();
  use.stop();
  await server.stop();
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare("select asked_at, claimed_at, finished_at from jobs").all();
  database.close();
  return {
    acknowledgeMs: spreadOf(acknowledged),
    ownMs: spreadOf(rows.map((row) => Number(row.finished_at) - Number(row.claimed_at) - modelMs)),
    cpuMsPerQuestion: (1_000 * cpuSeconds) / questions,
    peakMegabytes,
  };
}
