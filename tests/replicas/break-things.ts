import { setTimeout as sleep } from "node:timers/promises";
import type { World } from "./start-world.ts";

export interface Broken {
  kills: number;
  postgresRestarts: number;
}

/**
 * Kills one process after the other, each some time after the one before, and starts it again; halfway
 * through, Postgres ends at once and comes back. Resolves when the last one is there again.
 */
export async function breakThings(
  { replicas, postgres }: World,
  { seconds, killEverySeconds }: { seconds: number; killEverySeconds: number },
): Promise<Broken> {
  const done: Promise<void>[] = [];
  const broken = { kills: 0, postgresRestarts: 0 };
  const beganAt = performance.now();
  const until = (second: number) =>
    sleep(Math.max(0, beganAt + second * 1_000 - performance.now()));
  for (let at = killEverySeconds; at < seconds; at += killEverySeconds) {
    await until(at);
    done.push(replicas.killAndStart(broken.kills % replicas.count));
    broken.kills += 1;
    if (broken.postgresRestarts > 0 || at + killEverySeconds < seconds / 2) continue;
    // Not at a kill, and not when all is well again.
    await until(at + killEverySeconds / 4);
    await postgres.restart("immediate");
    broken.postgresRestarts += 1;
  }
  await until(seconds);
  await Promise.all(done);
  return broken;
}
