import { setTimeout as sleep } from "node:timers/promises";
import type { App } from "../../../app.ts";
import type { openChats } from "../run-chats.ts";

export interface Dependency {
  /** `left-alone`: it failed again and again, and is tried again by itself. */
  state: "ok" | "down" | "left-alone" | "not-connected";
  /** Without it this process serves nobody. */
  needed: boolean;
}

export interface Readiness {
  ready: boolean;
  /** Told to stop: what it has begun ends, nothing new comes in. */
  draining: boolean;
  dependencies: Record<string, Dependency>;
}

type Chats = Pick<Awaited<ReturnType<typeof openChats>>, "connections">;

const PATIENCE_MS = 2_000;

/**
 * Whether this process can serve. States and nothing else: anybody may ask. Models and connections
 * are told and not needed: without them there are quotes, and the web chat.
 */
export async function readReadiness(
  { storage, index, queue, serviceStates }: App,
  chats: Chats,
  stop: AbortSignal,
): Promise<Readiness> {
  const [state, passages, jobs] = await Promise.all([
    look(() => storage.administration.admins.list()),
    look(() => index.version()),
    look(() => queue.stats()),
  ]);
  const dependencies: Readiness["dependencies"] = { storage: state, index: passages, queue: jobs };
  for (const { role, isLeftAlone } of serviceStates.list()) {
    dependencies[role] = { state: isLeftAlone ? "left-alone" : "ok", needed: false };
  }
  for (const { name, isConnected } of chats.connections()) {
    dependencies[name] = { state: isConnected ? "ok" : "not-connected", needed: false };
  }
  const isWhole = Object.values(dependencies).every(
    ({ state, needed }) => !needed || state === "ok",
  );
  return { ready: isWhole && !stop.aborted, draining: stop.aborted, dependencies };
}

async function look(ask: () => Promise<unknown>): Promise<Dependency> {
  const patience = new AbortController();
  const late = sleep(PATIENCE_MS, false, { signal: patience.signal }).catch(() => false);
  const answered = ask().then(
    () => true,
    () => false,
  );
  const isThere = await Promise.race([answered, late]);
  patience.abort();
  return { state: isThere ? "ok" : "down", needed: true };
}
