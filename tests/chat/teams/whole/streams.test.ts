import { expect, test } from "vitest";
import type { TeamsCounterpart } from "../../../counterparts/teams/start-teams-counterpart.ts";
import { startServing } from "./start-serving.ts";

const AT_ONCE = 20;
const CHUNK_MS = 200;
const SENTENCES = 6;

test("20 answers stream in 20 personal chats at once, within Teams' limits, and none waits", async ({
  annotate,
}) => {
  const { teams, serve } = await open();
  const { world, people } = teams;
  const asker = (n: number) => `asker-${n}`;
  for (let n = 0; n <= AT_ONCE; n += 1) people.addUser(asker(n));
  await serve();
  const [alone] = await measure(teams, [asker(AT_ONCE)]);
  const askers = Array.from({ length: AT_ONCE }, (_, n) => asker(n));
  const together = await measure(teams, askers);

  // Each sentence of each answer is there, and nothing but it.
  for (const who of askers) {
    const shown = worded(who, teams);
    expect(shown).toHaveLength(1);
    for (let i = 0; i < SENTENCES; i += 1) expect(shown[0]?.text).toContain(fact(roomOf(who), i));
  }
  const streams = [...world.streams.values()];
  expect(streams.map(({ state }) => state)).toEqual(streams.map(() => "done"));
  expect(streams).toHaveLength(AT_ONCE + 1);
  // Words were seen before answers were whole; how many of them depends on the machine's load.
  const inPieces = streams.filter(({ id }) => piecesOf(id, teams) > 0);
  expect(inPieces.length).toBeGreaterThan(AT_ONCE / 2);
  expect(world.calls.filter(({ status }) => status === 0 || status >= 400)).toEqual([]);
  expect(world.complaints).toEqual([]);
  const slowestMs = Math.max(...together);
  await annotate(
    `alone: done after ${alone} ms; slowest of ${AT_ONCE}: ${slowestMs} ms; ` +
      `${world.calls.length} calls, none refused`,
  );
}, 90_000);

/** Each asks for a room of their own; how long each answer took to be whole. */
async function measure(teams: TeamsCounterpart, askers: string[]): Promise<number[]> {
  const { people } = teams;
  const startedAt = performance.now();
  const took = new Map<string, number>();
  for (const who of askers) {
    people.say(who, `@${who}`, `What do we know about the room ${roomOf(who)}?`);
  }
  const done = () => {
    for (const who of askers) {
      const isDone = worded(who, teams).some(({ stream }) => stream !== "running");
      if (isDone && !took.has(who)) took.set(who, Math.round(performance.now() - startedAt));
    }
    return took.size;
  };
  await expect.poll(done, { timeout: 60_000, interval: 50 }).toBe(askers.length);
  return askers.map((who) => took.get(who) ?? Number.NaN);
}

/** What the bot said to somebody, without the card that follows it. */
function worded(who: string, { people }: TeamsCounterpart) {
  return people.botMessages(`@${who}`).filter(({ text }) => text !== "");
}

function piecesOf(streamId: string, { world }: TeamsCounterpart): number {
  return world.calls.filter(({ kind, body }) => {
    const { entities = [] } = (body ?? {}) as { entities?: Record<string, unknown>[] };
    const isPiece = (entity: Record<string, unknown>) =>
      entity.streamId === streamId && entity.streamType === "streaming";
    return kind === "stream" && entities.some(isPiece);
  }).length;
}

function open() {
  const files = Array.from({ length: AT_ONCE + 1 }, (_, n) => {
    const facts = Array.from({ length: SENTENCES }, (__, i) => `${fact(n, i)}.`).join(" ");
    return [`room-${n}.md`, `# Room ${n}\n\n${facts}\n`];
  });
  return startServing({
    files: Object.fromEntries(files),
    script: {
      kind: "answer",
      firstTokenMs: 2_000,
      chunkMs: CHUNK_MS,
      chunkCharacters: 12,
      text: ({ passages, question }) => {
        const n = Number(/room (\d+)/.exec(question)?.[1]);
        const found = passages.find(({ text }) => text.includes(fact(n, 0)));
        if (found === undefined) return "";
        const facts = Array.from({ length: SENTENCES }, (_, i) => `${fact(n, i)} [${found.n}].`);
        return facts.join(" ");
      },
    },
  });
}

const FACTS = ["seats", "was painted in", "has a lamp of", "costs", "is wide by", "opens at"];

/** A sentence that only one document says. */
function fact(n: number, i: number): string {
  return `The room ${n} ${FACTS[i]} ${1_000 + n * 10 + i}`;
}

function roomOf(who: string): number {
  return Number(who.split("-")[1]);
}
