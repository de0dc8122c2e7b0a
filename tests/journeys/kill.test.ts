import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { type Browser, openBrowser } from "../support/browser.ts";
import { createFootnote, type Footnote } from "../support/footnote.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { askState } from "../support/state.ts";
import { writeFiles } from "../support/temporary-folder.ts";
import type { ShownAnswer } from "./handbook.ts";
import { readIndex } from "./read-index.ts";

// `KILL_ROUNDS=20` is the long form: it embeds as well. `KILL_SEED` repeats a run.
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 4);
const SEED = Number(process.env.KILL_SEED ?? 1);
const IS_LONG = ROUNDS > 4;
const PAGES = IS_LONG ? 120 : 300;
const SYNC_ROUNDS = Math.ceil(ROUNDS / 2);
const ANSWER_ROUNDS = ROUNDS - SYNC_ROUNDS;
const QUESTIONS = 24;
/** A killed worker's question is taken up again when its lease has run out. */
const LEASE_MS = 6_000;
const TIMEOUT_MS = 60_000 + ROUNDS * 30_000;

const environment = {
  FOOTNOTE_EMBEDDER: IS_LONG ? "local" : "none",
  FOOTNOTE_MAX_PENDING_PER_ASKER: "10000",
  FOOTNOTE_MAX_PENDING: "10000",
};

/** Page `n` says where room `n` is; every version changes a third of the pages and removes a few. */
function writeRooms(docs: string, version: number): void {
  rmSync(docs, { recursive: true, force: true });
  const files: Record<string, string> = {};
  for (let n = 0; n < PAGES; n += 1) {
    if (version > 0 && n % 50 === version % 50) continue;
    const edited = n % 3 === version % 3 ? `\n\nThe carpet was cleaned ${version} times.` : "";
    files[`rooms/room-${n}.md`] =
      `# Room ${n}\n\nThe room ${n} is on floor ${n % 9} of the building. It seats ${n + 2} people.${edited}\n`;
  }
  writeFiles(docs, files);
}

async function timed(work: Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work;
  return performance.now() - started;
}

async function startRooms(): Promise<Footnote> {
  const footnote = createFootnote({ environment });
  writeRooms(join(footnote.folder, "docs"), 0);
  await footnote.json("sources", "add", "files", "rooms", "--set", "path=docs");
  return footnote;
}

describe.concurrent("killed at random moments", () => {
  test("a sync ends like one that never was", { timeout: TIMEOUT_MS }, async ({ annotate }) => {
    const random = seededRandom(SEED);
    const footnote = await startRooms();
    const docs = join(footnote.folder, "docs");
    const startMs = await timed(footnote.json("sources", "list"));
    let [cutShort, embedding] = [0, 0];
    // The first round kills the first sync of all, which has the most to do.
    for (let round = 0; round < SYNC_ROUNDS; round += 1) {
      if (round > 0) writeRooms(docs, round);
      const running = footnote.start("sync", "rooms", "--json");
      // Embedding takes seconds, text about as long as the start of the process.
      const workMs = IS_LONG ? (round === 0 ? 8_000 : 2_500) : 1.5 * startMs;
      await Promise.race([running.ended, sleep(startMs / 2 + random() * workMs)]);
      await running.kill();
      const { signal } = await running.ended;
      if (signal === "SIGKILL") cutShort += 1;
      const killed = await footnote.json<{ waitingVectors: number; documents: number }>(
        "sources",
        "status",
        "rooms",
      );
      if (signal === "SIGKILL" && killed.waitingVectors > 0) embedding += 1;
      const report = await footnote.json<{ seen: number; passages: number }>("sync", "rooms");
      expect(report).toMatchObject({ failed: 0, passages: report.seen });
      expect(await footnote.json("sources", "audit", "rooms")).toMatchObject({ differences: [] });
    }
    await annotate(
      `seed ${SEED}: ${cutShort} of ${SYNC_ROUNDS} syncs cut short, ${embedding} while vectors were missing`,
    );
    expect(cutShort).toBeGreaterThan(0);

    const fresh = createFootnote({ environment, folder: footnote.folder });
    await fresh.json("sources", "add", "files", "rooms", "--set", "path=docs");
    await fresh.json("sync", "rooms");
    const expected = await readIndex(fresh.dataDir);
    expect(await readIndex(footnote.dataDir)).toEqual(expected);
    expect(expected.vectors).toHaveLength(IS_LONG ? expected.passages.length : 0);
    expect(await footnote.json("audit-log", "verify")).toMatchObject({ sound: true });
  });

  test("answering gives each acknowledged question one outcome", { timeout: TIMEOUT_MS }, async ({
    annotate,
  }) => {
    const random = seededRandom(SEED + 1);
    const footnote = await startRooms();
    await footnote.json("sync", "rooms", "--no-wait");
    const cookies = new Map<string, string>();
    const acknowledged = new Map<string, Question>();
    let unsure: Question[] = [];
    let settled = new Map<string, string>();
    let inFlight = 0;
    for (let round = 0; round < ANSWER_ROUNDS; round += 1) {
      const serving = await footnote.serve();
      const browser = openBrowser(serving.url, cookies);
      await browser.get("/api/threads");
      // What was not acknowledged before the kill is sent again, as a page does that lost its server.
      const questions = [
        ...unsure,
        ...Array.from({ length: QUESTIONS }, () => newQuestion(random)),
      ];
      const posting = questions.map((question) => post(browser, question, acknowledged));
      // From the first acknowledgement on, or what is killed is an idle server.
      await Promise.race(posting);
      await sleep(random() * (IS_LONG ? 2_500 : 200));
      await serving.kill();
      await Promise.all(posting);
      unsure = questions.filter((question) => !isAcknowledged(question, acknowledged));
      const outcomes = await readOutcomes(footnote);
      inFlight += [...acknowledged.keys()].filter((id) => !outcomes.has(id)).length;
      // What had its outcome before keeps it: nothing is answered twice.
      for (const [id, outcome] of settled) expect(outcomes.get(id)).toBe(outcome);
      settled = outcomes;
    }

    const serving = await footnote.serve();
    const browser = openBrowser(serving.url, cookies);
    await Promise.all(unsure.map((question) => post(browser, question, acknowledged)));
    const giveUpAt = Date.now() + 2 * LEASE_MS + ANSWER_ROUNDS * 2_000;
    while ((await readOutcomes(footnote)).size < acknowledged.size && Date.now() < giveUpAt)
      await sleep(250);
    for (const [id, question] of acknowledged) await expectOneOutcome(browser, id, question);
    expect((await readOutcomes(footnote)).size).toBe(acknowledged.size);
    const outcomes = await readOutcomes(footnote);
    for (const [id, outcome] of settled) expect(outcomes.get(id)).toBe(outcome);
    await annotate(
      `seed ${SEED}: ${acknowledged.size} questions acknowledged, ${settled.size} answered between kills, ${inFlight} times one was unanswered at a kill`,
    );
    expect(acknowledged.size).toBe(ANSWER_ROUNDS * QUESTIONS);
    expect(inFlight).toBeGreaterThan(0);
    expect((await serving.stop()).code).toBe(0);
    expect(await readJobs(footnote)).toEqual([]);
  });
});

interface Question {
  messageId: string;
  room: number;
}

/** Of the pages that no version removes. */
function newQuestion(random: () => number): Question {
  return { messageId: randomUUID(), room: 50 + Math.floor(random() * 40) };
}

async function post(
  browser: Browser,
  question: Question,
  acknowledged: Map<string, Question>,
): Promise<void> {
  const { messageId, room } = question;
  try {
    const { answerId } = await browser.ask(`How many people does room ${room} seat?`, {
      messageId,
    });
    acknowledged.set(answerId, question);
  } catch {
    // The server was killed before it acknowledged.
  }
}

function isAcknowledged({ messageId }: Question, acknowledged: Map<string, Question>): boolean {
  return [...acknowledged.values()].some((other) => other.messageId === messageId);
}

async function expectOneOutcome(browser: Browser, id: string, { room }: Question): Promise<void> {
  const events = await browser.events(id);
  expect(events.map((event) => event.id)).toEqual(events.map((_, at) => at + 1));
  const ends = events.filter(({ data }) => data.type === "finished");
  expect(ends).toHaveLength(1);
  const answer = ends[0]?.data.answer as ShownAnswer | undefined;
  expect({ id, outcome: answer?.outcome, text: answer?.text }).toEqual({
    id,
    outcome: "answered",
    text: expect.stringContaining(`It seats ${room + 2} people`),
  });
  const told = events.filter(({ data }) => data.type === "sentence").map(({ data }) => data.text);
  expect(new Set(told).size).toBe(told.length);
}

/** Outcome and trace of every finished question. */
async function readOutcomes({ dataDir }: Footnote): Promise<Map<string, string>> {
  const rows = await askState<{ id: string; outcome: string; answer: string }>(
    dataDir,
    "select id, outcome, answer from answers where outcome is not null",
  );
  return new Map(
    rows.map(({ id, outcome, answer }) => [id, `${outcome} ${JSON.parse(answer).traceId}`]),
  );
}

function readJobs({ dataDir }: Footnote) {
  return askState(dataDir, "select key, state from jobs");
}
