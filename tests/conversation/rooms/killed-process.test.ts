import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import type { ChatEvent } from "../../../src/chat/chat-rooms.ts";
import { openApp, syncFiles } from "../../support/open-app.ts";
import { seededRandom } from "../../support/seeded-random.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { createPretendServer } from "./pretend-server.ts";

// `KILL_ROUNDS=20` is the long form; `KILL_SEED` repeats a run.
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 3);
const SEED = Number(process.env.KILL_SEED ?? 1);
const THREADS = 10;
const QUESTIONS = 6;
const SCRIPT = fileURLToPath(new URL("./rooms-process.ts", import.meta.url));
const ROOMS = ["pretend:T1:C1", "pretend:T1:C2", "pretend:T1:C3"];

interface Delivery {
  key: string;
  group: string;
  event: ChatEvent;
}

function question(thread: number, at: number): Delivery {
  const roomId = ROOMS[thread % ROOMS.length] ?? "";
  const threadId = `${roomId}:${thread}-0`;
  const message = {
    messageId: `${roomId}:${thread}-${at}`,
    ...{ threadId, roomId, roomKind: "open" as const, workspaceId: "pretend:T1" },
    ...{ askedBy: "pretend:T1:U1", mentionsBot: true, isToOthers: false },
    text: `How many people does room ${thread * QUESTIONS + at} seat?`,
    sentAt: Date.now(),
    editedAt: undefined,
  };
  const event = { type: "message", message } as const;
  return { key: message.messageId, group: threadId, event };
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

/** Starts the process and resolves once it takes events; `acknowledged` gets their keys. */
async function startProcess(args: string[], acknowledged: Set<string>): Promise<Child> {
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, NODE_NO_WARNINGS: "1" },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  child.stdin.on("error", () => undefined);
  const lines = createInterface({ input: child.stdout });
  await once(lines, "line");
  lines.on("line", (key) => acknowledged.add(key));
  return child;
}

test("killed at any moment, every question is answered once, in its thread's order", {
  timeout: 120_000 + ROUNDS * 20_000,
}, async ({ annotate }) => {
  const random = seededRandom(SEED);
  const app = await openApp();
  const pages = Array.from({ length: THREADS * QUESTIONS }, (_, n) => [
    `room-${n}.md`,
    `# Room ${n}\n\nThe room ${n} is on floor ${n % 9} of the building. It seats ${n + 2} people.\n`,
  ]);
  await syncFiles(app, Object.fromEntries(pages));
  const serverFile = join(temporaryFolder("server"), "messages.jsonl");
  const args = [app.config.dataDir, serverFile, JSON.stringify(ROOMS)];

  const all = Array.from({ length: QUESTIONS }, (_, at) =>
    Array.from({ length: THREADS }, (_, thread) => question(thread, at)),
  ).flat();
  const acknowledged = new Set<string>();
  const again = new Set(all);
  const shown = () => createPretendServer("pretend:T1", serverFile).messages();
  const finished = () => shown().filter(({ answer }) => answer !== undefined).length;
  let inFlight = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const child = await startProcess(args, acknowledged);
    const send = (one: Delivery) => child.stdin.write(`${JSON.stringify(one)}\n`);
    // What was not acknowledged is sent again, as platforms do; and all of it a second time.
    for (const one of all.filter(({ key }) => !acknowledged.has(key))) send(one);
    for (const one of again) {
      if (round < ROUNDS && random() < 0.5) continue;
      again.delete(one);
      send(one);
    }
    if (round === ROUNDS) break;
    const before = finished();
    // Every second one while answers are shown, which after a kill waits for its leases to run out.
    const giveUpAt = Date.now() + (round % 2 === 0 ? 15_000 : 0);
    while (finished() === before && Date.now() < giveUpAt) await sleep(10);
    await sleep(random() * 600);
    child.kill("SIGKILL");
    await once(child, "exit");
    if (finished() > before && finished() < all.length) inFlight += 1;
  }
  await expect.poll(finished, { timeout: 90_000, interval: 250 }).toBe(all.length);
  await expect
    .poll(async () => (await app.queue.stats()).waiting, { timeout: 30_000, interval: 250 })
    .toBe(0);

  const server = createPretendServer("pretend:T1", serverFile);
  expect(server.posts()).toHaveLength(all.length);
  for (let thread = 0; thread < THREADS; thread += 1) {
    const threadId = question(thread, 0).group;
    const texts = server.messages().filter((one) => one.threadId === threadId);
    const seats = texts.map(({ text }) => /It seats (\d+) people/.exec(text)?.[1]);
    const expected = Array.from({ length: QUESTIONS }, (_, at) => thread * QUESTIONS + at + 2);
    expect(seats.map(Number)).toEqual(expected);
  }
  expect((await app.queue.stats()).dead).toBe(0);
  await annotate(`seed ${SEED}: ${inFlight} of ${ROUNDS} kills fell between answers`);
  expect(inFlight).toBeGreaterThan(0);
});
