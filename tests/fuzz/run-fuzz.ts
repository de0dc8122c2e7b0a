import { randomUUID } from "node:crypto";
import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { judgeMemory, type MemorySeries, type MemoryVerdict } from "./judge-memory.ts";
import { createChance } from "./mutate/chance.ts";
import { HANG_MS, type Landing, sendShot } from "./send-shot.ts";
import { mangle } from "./shots/mangle.ts";
import type { Shot } from "./shots/shot.ts";
import { slackShot } from "./shots/slack-shots.ts";
import { teamsShot } from "./shots/teams-shots.ts";
import { setupShot, webhookShot, webShot } from "./shots/web-shots.ts";
import { collectExamples, type Examples } from "./target/collect-examples.ts";
import type { Memory } from "./target/inspect-memory.ts";
import { setupPathsIn } from "./target/setup-paths-in.ts";
import { startTarget, type Target } from "./target/start-target.ts";

export interface FuzzOptions {
  requests: number;
  seed: number;
  /** The number of the first request: a run goes on where another one ended. */
  from?: number;
  atOnce?: number;
  /** Ends the run early, with all that is told at the end. */
  stop?: AbortSignal;
  onProgress?: (progress: FuzzProgress) => void;
}

export interface FuzzProgress {
  done: number;
  tookMs: number;
  memory: Memory;
  /** What came up since the last time. */
  findings: readonly Finding[];
}

export interface Finding {
  /** Which of the run's requests it was. */
  index: number;
  what: string;
  shot: string;
}

export interface DoorCount {
  door: string;
  requests: number;
  /** `2xx`, `4xx`, …; `none` where the connection ended without an answer. */
  statuses: Record<string, number>;
  slowestMs: number;
}

export interface FuzzReport {
  requests: number;
  tookMs: number;
  doors: DoorCount[];
  findings: Finding[];
  memory: MemorySeries;
  verdict: MemoryVerdict;
  /** How long a look at whether it lives took at most, between all the others. */
  slowestLookMs: number;
}

/** Documented answers of that kind: what is not implemented, and what is away for now. */
const ALLOWED: ReadonlySet<number> = new Set([501, 503]);
const AT_ONCE = 8;
const MEASUREMENTS = 40;
const LOOK_MS = 500;
const FRESH_LINK_MS = 60_000;

/** Sends as many requests as are asked for, none of them as it should be, and says what broke. */
export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { requests, seed, from = 0, atOnce = AT_ONCE, stop, onProgress } = options;
  const target = await startTarget();
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce * 2 });
  try {
    const examples = await collectExamples(target);
    const aim = createAim(target, examples, seed);
    const doors = new Map<string, DoorCount>();
    const findings: Finding[] = [];
    const memory: MemorySeries = [await target.serve.memory.measure()];
    const every = Math.max(1, Math.floor(requests / MEASUREMENTS));
    const beside = keepBusy(target, examples);
    const startedAt = performance.now();
    let [next, done, told] = [from, 0, 0];
    const takeFaults = () => {
      for (const what of target.serve.takeFaults()) findings.push({ index: next, what, shot: "" });
    };
    const work = async () => {
      while (next < from + requests && stop?.aborted !== true && target.serve.isAlive()) {
        const index = next;
        next += 1;
        const shot = aim(index);
        const landing = await sendShot(target.serve, shot, agent);
        count(doors, shot, landing);
        const what = judge(shot, landing);
        if (what !== undefined) findings.push({ index, what, shot: describe(shot) });
        done += 1;
        if (done % every !== 0) continue;
        const at = done;
        forgetWhatWasSeen(target);
        const measured = await target.serve.memory.measure();
        memory.push(measured);
        takeFaults();
        const tookMs = performance.now() - startedAt;
        onProgress?.({ done: at, tookMs, memory: measured, findings: findings.slice(told) });
        told = findings.length;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    const tookMs = performance.now() - startedAt;
    const slowestLookMs = await beside.stop();
    for (const what of await lastLook(target)) findings.push({ index: next, what, shot: "" });
    memory.push(await target.serve.memory.measure());
    const verdict = judgeMemory(memory);
    if (!verdict.isFlat) findings.push({ index: next, what: verdict.lines.join("; "), shot: "" });
    await target.serve.stop();
    takeFaults();
    const counts = [...doors.values()].sort((a, b) => b.requests - a.requests);
    return { requests: done, tookMs, doors: counts, findings, memory, verdict, slowestLookMs };
  } finally {
    agent.destroy();
    await target.close();
  }
}

/** The request of a number: the same for the same seed and examples. */
function createAim({ slack, teams }: Target, examples: Examples, seed: number) {
  const { signingSecret } = slack.world.app;
  let token = "";
  const sign = (index: number) => (isGood: boolean) => {
    const serviceurl = teams.serviceUrl;
    if (!isGood) return teams.world.identity.signToken({ serviceurl, aud: "somebody-else" });
    // Signing takes longer than most requests.
    if (token === "" || index % 20 === 0) {
      token = teams.world.identity.signToken({ serviceurl, jti: randomUUID() });
    }
    return token;
  };
  return (index: number): Shot => {
    const chance = createChance(seed, index);
    const door = chance.next();
    const shot =
      door < 0.36
        ? slackShot(examples.slack, signingSecret, chance)
        : door < 0.66
          ? teamsShot(examples.teams, sign(index), chance)
          : door < 0.86
            ? webShot(examples, chance)
            : door < 0.94
              ? setupShot(examples, chance)
              : webhookShot(chance);
    return mangle(shot, chance);
  };
}

/** What people would do meanwhile: see whether it is there, and ask for new links. */
function keepBusy({ serve, slack }: Target, examples: Examples) {
  const stopping = new AbortController();
  let slowestMs = 0;
  const looking = (async () => {
    let linkAt = performance.now();
    while (!stopping.signal.aborted && serve.isAlive()) {
      const at = performance.now();
      await fetch(`${serve.url}/healthz`)
        .then((response) => response.text())
        .catch(() => undefined);
      slowestMs = Math.max(slowestMs, performance.now() - at);
      examples.setupPaths = setupPathsIn({ slack });
      if (performance.now() - linkAt > FRESH_LINK_MS) {
        linkAt = performance.now();
        slack.people.command("adam", "#general", "/footnote sources secret wiki");
      }
      await sleep(LOOK_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop(): Promise<number> {
      stopping.abort();
      await looking;
      return slowestMs;
    },
  };
}

/** The pretended vendors note all that they are asked; a trigger may be used again. */
function forgetWhatWasSeen({ slack, teams }: Target): void {
  slack.world.calls.length = 0;
  slack.world.complaints.length = 0;
  teams.world.calls.length = 0;
  teams.world.complaints.length = 0;
  for (const trigger of slack.world.triggers.values()) {
    trigger.used = false;
    trigger.at = slack.world.clock.now();
  }
}

function count(doors: Map<string, DoorCount>, { door }: Shot, { status, tookMs }: Landing): void {
  const [name = door] = door.split(":");
  const one = doors.get(name) ?? { door: name, requests: 0, statuses: {}, slowestMs: 0 };
  const kind =
    status === undefined ? "none" : status < 500 ? `${Math.floor(status / 100)}xx` : `${status}`;
  one.requests += 1;
  one.statuses[kind] = (one.statuses[kind] ?? 0) + 1;
  one.slowestMs = Math.max(one.slowestMs, tookMs);
  doors.set(name, one);
}

function judge({ manner }: Shot, { status, ownMs, said }: Landing): string | undefined {
  if (status !== undefined && status >= 500 && !ALLOWED.has(status)) return `${status} ${said}`;
  if (said === "hangs" || ownMs > HANG_MS) return `no answer in ${HANG_MS} ms`;
  if (status === undefined && manner === "whole") return "the connection ended without an answer";
  return undefined;
}

function describe({ door, method, path, headers, body, manner }: Shot): string {
  const text = body?.toString("latin1") ?? "";
  const cut = text.length > 2_000 ? `${text.slice(0, 2_000)}… (${text.length} bytes)` : text;
  return `${door} ${manner}: ${method} ${path.slice(0, 500)} ${headers["content-type"] ?? ""} ${cut}`;
}

const LAST_LOOK_MS = 300_000;

/** Somebody new asks a real question, and has to be answered from the documents. */
async function lastLook({ serve }: Target): Promise<string[]> {
  if (!serve.isAlive()) return ["the process ended"];
  const asked = await fetch(`${serve.url}/api/questions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      messageId: "last-question",
      text: "How many days of annual leave does everybody have?",
    }),
  });
  const cookie = (asked.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const { answerId } = (await asked.json()) as { answerId: string };
  const giveUpAt = performance.now() + LAST_LOOK_MS;
  while (performance.now() < giveUpAt) {
    const response = await fetch(`${serve.url}/api/answers/${answerId}`, { headers: { cookie } });
    const { answer } = (await response.json()) as { answer?: { outcome: string; text: string } };
    if (answer?.text.includes("24 days")) return [];
    if (answer !== undefined) return [`the last question was answered: ${JSON.stringify(answer)}`];
    await sleep(LOOK_MS);
  }
  return ["the last question was not answered"];
}
