import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { createStorageQueue } from "../../../src/queue/storage-queue/create-storage-queue.ts";
import { isPostgres } from "../../../src/storage/in-turn.ts";
import { openStorage } from "../../../src/storage/open-storage.ts";
import { createSecretKeys } from "../../../src/storage/secrets/secret-keys.ts";
import { startOpenAiCounterpart } from "../../counterparts/openai/start-openai-counterpart.ts";
import { startPineconeCounterpart } from "../../counterparts/pinecone/start-pinecone-counterpart.ts";
import { addSourceRecord, createTeller, DAY_MS } from "../../learning/monitoring/fill-storage.ts";
import { openBrowser } from "../../support/browser.ts";
import { createFootnote, type Serving } from "../../support/footnote.ts";
import { writeFiles } from "../../support/temporary-folder.ts";
import { METRICS_TOKEN, QUESTION, scrape } from "../whole/start-observed.ts";
import { checkWithPromtool } from "./promtool.ts";
import { readRules } from "./read-rules.ts";
import { firing, type Stretch } from "./timeline.ts";

/*
 * The product is brought into each state for real and scraped; only Prometheus' hours are ours.
 */

const SLOW_MS = 21_000;
const model = await startOpenAiCounterpart();
const environment = {
  OPENAI_BASE_URL: model.baseUrl,
  OPENAI_API_KEY: "test-key",
  FOOTNOTE_MODEL: "test-writer",
  FOOTNOTE_FIRST_TOKEN_TIMEOUT_MS: "60000",
  FOOTNOTE_EMBEDDING_MODEL: "test-embedder",
  FOOTNOTE_EMBEDDER: "openai",
  METRICS_TOKEN,
};
const footnote = createFootnote({ environment });
const docs = join(footnote.folder, "docs");
let serving: Serving;
const fired = new Set<string>();

beforeAll(async () => {
  writeFiles(docs, { "leave.md": "# Leave\n\nEverybody gets 27 days of annual leave a year.\n" });
  const add = ["sources", "add", "files", "handbook", "--set", "path=docs"];
  await footnote.json(...add, "--schedule", "0 3 * * *");
  await footnote.json("sync", "handbook");
  serving = await footnote.serve();
  await ask(3);
}, 60_000);
afterAll(async () => {
  await serving.stop();
  await model.close();
});
beforeEach(() => model.reset());

/** After a moment of peace: how busy it was is told since the last time that somebody asked. */
async function settled(url = serving.url): Promise<string> {
  // Connections that were closed while this process was busy are known as such only afterwards.
  await sleep(500);
  await scraped(url);
  await sleep(1_000);
  return scraped(url);
}

async function scraped(url = serving.url): Promise<string> {
  const { status, text } = await scrape(url);
  expect(status).toBe(200);
  return text;
}

/** So many questions at a time, each in a conversation of its own; resolves when all have an outcome. */
async function ask(count: number, url = serving.url): Promise<string[]> {
  const asked = Array.from({ length: count }, async () => {
    const browser = openBrowser(url);
    const { answerId } = await browser.ask(QUESTION);
    const events = await browser.events(answerId);
    return events.flatMap(({ data }) =>
      data.type === "finished" ? (data.answer as { outcome: string }).outcome : [],
    );
  });
  return (await Promise.all(asked)).flat();
}

/** The alerts at the end of it; none before it began. With promtool at hand, that has to agree. */
async function expectFiring(
  before: readonly Stretch[],
  after: readonly Stretch[],
  names: string[],
) {
  expect(firing(before)).toEqual([]);
  expect(firing([...before, ...after])).toEqual(names);
  await checkWithPromtool([...before, ...after], names);
  for (const name of names) fired.add(name);
}

/** The same data folder, as another process of the installation has it. */
async function openState() {
  const storage = await openStorage({
    file: join(footnote.dataDir, "state.sqlite"),
    secretKeys: createSecretKeys({ file: join(footnote.dataDir, "secret.key") }),
    postgres: undefined,
  });
  onTestFinished(() => storage.close());
  return storage;
}

test("nothing fires while all is well", async () => {
  const well = await settled();
  await ask(12);
  const busier = await settled();
  await expectFiring([[30, well]], [[370, busier]], []);
}, 60_000);

test("a model that fails: answers are quotes, and it is left alone", async () => {
  const before = await settled();
  model.script({ kind: "status", status: 500 }, { on: "generation" });
  const after: Stretch[] = [];
  for (let time = 0; time < 4; time += 1) {
    expect(new Set(await ask(4))).toEqual(new Set(["degraded"]));
    after.push([2, await scraped()]);
  }
  await expectFiring([[60, before]], after, ["FootnoteAnswersFailFast", "FootnoteModelAway"]);
  const last = after.at(-1)?.[1];
  const slowly = ["FootnoteAnswersFailSlowly", "FootnoteModelAway"];
  await expectFiring([[360, before]], [[20, last]], slowly);
  // It is tried again by itself.
  model.reset();
  const back = async () => {
    await ask(1);
    const open = /footnote_model_breaker_open\{model="openai\/test-writer"\} (\d)/;
    return open.exec(await scraped())?.[1];
  };
  await expect.poll(back, { timeout: 40_000, interval: 2_000 }).toBe("0");
}, 120_000);

test("answers that take longer than 20 s", async () => {
  const before = await settled();
  const text = "Everybody gets 27 days of annual leave a year [1].";
  model.script({ kind: "answer", text, firstTokenMs: SLOW_MS }, { on: "generation" });
  const asking: Promise<string[]>[] = [];
  for (let time = 0; time < 3; time += 1) {
    asking.push(ask(6));
    await sleep(1_500);
  }
  const after: Stretch[] = [];
  for (const asked of asking) {
    await asked;
    after.push([3, await scraped()]);
  }
  await expectFiring([[60, before]], after, ["FootnoteAnswersSlow"]);
}, 90_000);

test("what people send is acknowledged late", async () => {
  const before = await settled();
  const { database } = await openState();
  const asking = await database.transaction().execute(async (transaction) => {
    // In SQLite whoever writes is alone; Postgres has to be told.
    if (isPostgres(database)) await sql`lock table answers in exclusive mode`.execute(transaction);
    else await transaction.deleteFrom("leases").where("name", "=", "nobody's").execute();
    const acknowledged = ask(12);
    await sleep(1_500);
    return { acknowledged };
  });
  await asking.acknowledged;
  await expectFiring([[60, before]], [[4, await scraped()]], ["FootnoteAcknowledgesLate"]);
}, 60_000);

test("an index that does not answer searches", async () => {
  const pinecone = await startPineconeCounterpart();
  const elsewhere = createFootnote({
    folder: footnote.folder,
    environment: {
      ...{ ...environment, FOOTNOTE_INDEX: "pinecone" },
      ...{ PINECONE_API_KEY: pinecone.apiKey, PINECONE_CONTROLLER_URL: pinecone.url },
    },
  });
  await elsewhere.json("sources", "add", "files", "handbook", "--set", "path=docs");
  await elsewhere.json("sync", "handbook");
  const other = await elsewhere.serve();
  const look = () => scraped(other.url);
  expect(await ask(1, other.url)).toEqual(["answered"]);
  const before = await settled(other.url);
  pinecone.setFaults({ serverError: 1 });
  expect(new Set(await ask(3, other.url))).toEqual(new Set(["failed"]));
  await expectFiring([[60, before]], [[3, await look()]], ["FootnoteIndexAway"]);
  pinecone.setFaults({});
  const isBack = async () => /footnote_index_breaker_open\{index="pinecone"\} 0/.test(await look());
  await expect.poll(isBack, { timeout: 20_000, interval: 500 }).toBe(true);
  await other.stop();
  await pinecone.close();
}, 90_000);

test("a job that nobody does", async () => {
  const before = await settled();
  const { database } = await openState();
  const early = () => Date.now() - 6 * 60_000;
  const queue = createStorageQueue(database, { maxAttempts: 5, backoffMs: 1, now: early });
  // No chat platform is configured: its worker does not run.
  await queue.enqueue({ kind: "chat-event", key: "1", payload: {}, delayMs: 3_600_000 });
  await expectFiring([[60, before]], [[6, await scraped()]], ["FootnoteQueueStalls"]);
  await database.deleteFrom("jobs").execute();
}, 30_000);

test("a job that ends whoever does it", async () => {
  const before = await settled();
  const { database } = await openState();
  const kind = "answer-question";
  const queue = createStorageQueue(database, { maxAttempts: 5, backoffMs: 1 });
  await database.updateTable("jobs").set({ state: "dead" }).execute();
  await queue.enqueue({ kind, key: "deadly", payload: { answerId: "deadly" }, delayMs: 100 });
  // Workers that took it and were never heard of again.
  await database
    .updateTable("jobs")
    .set({ state: "running", attempts: 5, owner: "gone" })
    .execute();
  const isDead = async () => /footnote_queue_jobs\{state="dead"\} 1/.test(await scraped());
  await expect.poll(isDead, { timeout: 10_000 }).toBe(true);
  await expectFiring([[60, before]], [[1, await scraped()]], ["FootnoteDeadLetters"]);
}, 30_000);

test("a source that cannot be read, and one that is overdue", async () => {
  const before = await settled();
  rmSync(docs, { recursive: true });
  expect((await footnote.run("sync", "handbook")).code).toBe(1);
  await expectFiring([[60, before]], [[61, await scraped()]], ["FootnoteSourceFails"]);
  const { sources } = await openState();
  writeFiles(docs, { "leave.md": "# Leave\n\nEverybody gets 27 days of annual leave a year.\n" });
  await footnote.json("sync", "handbook");
  const twoDaysAgo = Date.now() - 48 * 3_600_000;
  await sources.update("handbook", { inStepAt: twoDaysAgo });
  await expectFiring([[60, before]], [[16, await scraped()]], ["FootnoteSourceOverdue"]);
  await footnote.json("sync", "handbook");
}, 60_000);

test("passages that get no vectors", async () => {
  const before = await settled();
  model.script({ kind: "status", status: 400 }, { on: "embeddings" });
  writeFiles(docs, { "new.md": "# Parking\n\nBicycles stand in the yard.\n" });
  await footnote.run("sync", "handbook");
  // Passages are counted anew every half minute.
  const seen = async () => /footnote_index_passages 2/.test(await scraped());
  await expect.poll(seen, { timeout: 40_000, interval: 1_000 }).toBe(true);
  await expectFiring([[60, before]], [[121, await scraped()]], ["FootnoteVectorsMissing"]);
}, 60_000);

test("a process that is held up", async () => {
  const before = await settled();
  // As on a machine that gives it no processor but now and then.
  for (let time = 0; time < 4; time += 1) {
    serving.child.kill("SIGSTOP");
    await sleep(900);
    serving.child.kill("SIGCONT");
    await sleep(30);
  }
  await expectFiring([[60, before]], [[6, await scraped()]], ["FootnoteEventLoopBlocked"]);
}, 30_000);

test("answers that are disliked, little that is found, other questions, a source that is stale", async () => {
  const before = await settled();
  const company = createFootnote({ environment });
  mkdirSync(company.dataDir, { recursive: true });
  const storage = await openStorage({ file: join(company.dataDir, "state.sqlite") });
  const now = Date.now();
  await addSourceRecord(storage, "archive", now - 40 * DAY_MS);
  await storage.sources.update("archive", { paused: true });
  const tell = createTeller(storage);
  const cites = [{ source: "archive", documentId: "old" }];
  for (let n = 0; n < 50; n += 1) {
    const by = `person ${n}`;
    await tell({ in: "cli", at: now - 14 * DAY_MS, by, cites });
    await tell({ in: "cli", at: now - DAY_MS, by, text: "Wo?", outcome: "not-found", dislikes: 1 });
  }
  await storage.close();
  // Figures of a week are held for minutes, so a process of its own is asked.
  const other = await company.serve();
  // How busy it was in beginning is told by the first look alone.
  await scrape(other.url);
  await sleep(1_000);
  const after = (await scrape(other.url)).text;
  await other.stop();
  const names = ["AnswersDisliked", "LittleFound", "QuestionsShift", "SourceStale"];
  const told = names.map((name) => `Footnote${name}`);
  await expectFiring([[60, before]], [[61, after]], told);
}, 90_000);

test("a process that is gone", async () => {
  const before = await settled();
  await expectFiring([[60, before]], [[6, undefined]], ["FootnoteDown"]);
});

test("every alert was seen to fire", () => {
  expect([...fired].sort()).toEqual(
    readRules()
      .alerts.map(({ alert }) => alert)
      .sort(),
  );
});
