import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { createFootnote, type Ended, type Serving } from "../support/footnote.ts";
import type { Balancer } from "./balance-load.ts";

const TRY_AGAIN_MS = 500;

export interface Replicas {
  count: number;
  /** Ends one at once, as the kernel would, and starts another in its place. */
  killAndStart(n: number): Promise<void>;
  /** Those that ended though nobody ended them, and what they said last. */
  endedByThemselves: string[];
  /** Lines of errors from their logs. */
  errors(): string[];
  /** In order, as a service manager does; gives their exit codes. */
  stop(): Promise<(number | null)[]>;
}

/**
 * So many machines: processes with a data folder each, which have nothing in common but what their
 * environment names. Whichever ends is started again, until it starts, as any orchestrator would.
 */
export async function startReplicas(
  count: number,
  environment: Record<string, string>,
  balancer: Balancer,
): Promise<Replicas> {
  const machines = Array.from({ length: count }, () => createFootnote({ environment }));
  const serving: (Serving | undefined)[] = [];
  const meant = new Set<Serving>();
  const endedByThemselves: string[] = [];
  const logs: (() => string)[] = [];
  let isOver = false;
  onTestFinished(() => {
    isOver = true;
  });

  async function start(n: number): Promise<void> {
    let started: Serving | undefined;
    while (started === undefined && !isOver) {
      started = await machines[n]?.serve().catch(async (error: unknown) => {
        // What it may say while Postgres is away.
        if (!String(error).includes("cannot be reached")) endedByThemselves.push(String(error));
        await sleep(TRY_AGAIN_MS);
        return undefined;
      });
    }
    if (started === undefined) return;
    const one = started;
    serving[n] = one;
    logs.push(one.stderr);
    balancer.add(one.url);
    void one.ended.then((ended) => goneFrom(n, one, ended));
  }

  async function goneFrom(n: number, one: Serving, { code, signal, stderr }: Ended) {
    balancer.remove(one.url);
    if (meant.has(one) || isOver) return;
    endedByThemselves.push(`${signal ?? code}: ${stderr.slice(-2_000)}`);
    await start(n);
  }

  await Promise.all(machines.map((_, n) => start(n)));
  return {
    count,
    async killAndStart(n) {
      const one = serving[n];
      if (one === undefined) return;
      meant.add(one);
      await one.kill();
      await start(n);
    },
    endedByThemselves,
    errors: () =>
      logs.flatMap((said) =>
        said()
          .split("\n")
          .filter((line) => /"level":[56]0/.test(line)),
      ),
    async stop() {
      isOver = true;
      const all = serving.filter((one) => one !== undefined);
      return Promise.all(all.map(async (one) => (await one.stop()).code));
    },
  };
}
