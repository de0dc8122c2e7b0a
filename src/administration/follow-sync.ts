import { setTimeout as sleep } from "node:timers/promises";
import { ChatError, isPassing } from "../chat/chat-error.ts";
import type { RoomCommand } from "../chat/chat-rooms.ts";
import { platformOf } from "../chat/platform-of.ts";
import type { JobWork } from "../conversation/run-jobs.ts";
import type { Job } from "../queue/queue.ts";
import { readSyncProgress } from "../sources/syncing/sync-progress.ts";
import type { AdminDeps } from "./admin-command.ts";
import { describeProgress } from "./describe/describe-progress.ts";
import { openCommandMemory } from "./open-command-memory.ts";

export const FOLLOW_JOB = "follow-sync";
const SLOTS = 100;
/** After a crash somebody else goes on after this long. */
const LEASE_MS = 9_000;
/** Most syncs are done by then: of those one word is enough. */
const FIRST_LOOK_MS = 1_000;
const LOOK_EVERY_MS = 3_000;
/** Of a sync that takes longer, the list of sources tells. */
const LONGEST_MS = 12 * 3_600_000;

interface FollowedSync {
  /** Of the command that asked for it. */
  key: string;
  command: RoomCommand;
  source: string;
  /** The run that is followed ends after then. */
  since: number;
}

/** Shows how a sync goes on until it ends, to the one who asked for it; one message a source. */
export async function followSync(
  followed: FollowedSync,
  { queue }: Pick<AdminDeps, "queue">,
): Promise<void> {
  const key = `${followed.command.by} ${followed.source}`;
  await queue.enqueue({ kind: FOLLOW_JOB, key, payload: followed });
}

/** What was cut off is gone on with, in the same message. */
export function followWork(deps: Omit<AdminDeps, "stop">): JobWork {
  return {
    kind: FOLLOW_JOB,
    name: "Following a sync",
    slots: SLOTS,
    leaseMs: LEASE_MS,
    describe: (job: Job) => ({ source: (job.payload as FollowedSync).source }),
    handle: (job: Job, held: AbortSignal) =>
      follow(job.payload as FollowedSync, { ...deps, stop: held }),
    // The sync itself does not depend on it.
    died: async () => undefined,
  };
}

async function follow(followed: FollowedSync, deps: AdminDeps): Promise<void> {
  const { key, command, source, since } = followed;
  const { administering, now, stop } = deps;
  const memory = await openCommandMemory(key, since, deps);
  let shown: string | undefined;
  for (let pauseMs = FIRST_LOOK_MS; ; pauseMs = LOOK_EVERY_MS) {
    await sleep(pauseMs, undefined, { signal: stop });
    const progress = await readSyncProgress(source, since, administering);
    const isOver = progress.state === "ended" || progress.state === "gone";
    const isLast = isOver || now() - since > LONGEST_MS;
    const reply = describeProgress(source, progress);
    const text = JSON.stringify(reply);
    if (text !== shown && !(await show(reply, isLast))) return;
    shown = text;
    if (isLast) return;
  }

  /** False where the platform will never show it. */
  async function show(reply: ReturnType<typeof describeProgress>, isLast: boolean) {
    try {
      const platform = platformOf(command.by, deps.platforms);
      await platform.showProgress(command, reply, memory, isLast);
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      if (!isPassing(error)) {
        deps.logger.warn({ error, source }, "The progress of a sync cannot be shown");
        return false;
      }
      // What is on the way may be left out, the end may not.
      if (isLast) throw error;
    }
    return true;
  }
}
