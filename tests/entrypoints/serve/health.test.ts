import { writeFileSync } from "node:fs";
import { request } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { type App, createApp, indexFile } from "../../../src/app.ts";
import { readConfig } from "../../../src/config.ts";
import { createHealthDoor } from "../../../src/entrypoints/serve/health/health-door.ts";
import { readReadiness } from "../../../src/entrypoints/serve/health/read-readiness.ts";
import { startOpenAiCounterpart } from "../../counterparts/openai/start-openai-counterpart.ts";
import { startPostgres } from "../../counterparts/postgres/start-postgres.ts";
import { startSlackCounterpart } from "../../counterparts/slack/start-slack-counterpart.ts";
import { createFootnote } from "../../support/footnote.ts";
import { openApp } from "../../support/open-app.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const ok = { state: "ok", needed: true };
const noChats = { connections: () => [] };

const look = (app: App, stop = new AbortController().signal) => readReadiness(app, noChats, stop);

/** Asked as a cluster asks: at an address, by a name that no browser would use. */
function probe(url: string, path: string, method = "GET") {
  return new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const headers = { host: "10.1.2.3:3000", origin: "https://evil.example" };
    const asked = request(new URL(path, url), { method, headers }, async (reply) => {
      let body = "";
      for await (const piece of reply.setEncoding("utf8")) body += piece;
      resolve({ status: reply.statusCode, body });
    });
    asked.on("error", reject).end();
  });
}

test("a process that serves is alive and ready, and says of what it needs only how it is", async () => {
  const slack = await startSlackCounterpart({ rateLimits: "none" });
  onTestFinished(slack.close);
  const environment = {
    SLACK_BOT_TOKEN: slack.company.botToken,
    SLACK_APP_TOKEN: slack.world.app.appToken,
    FOOTNOTE_SLACK_API_URL: slack.apiUrl,
  };
  const serving = await createFootnote({ environment }).serve();
  expect(await probe(serving.url, "/healthz")).toEqual({ status: 200, body: '{"ok":true}' });
  const slackIs = async () =>
    JSON.parse((await probe(serving.url, "/readyz")).body).dependencies.slack.state;
  await expect.poll(slackIs, { timeout: 15_000 }).toBe("ok");
  const { status, body } = await probe(serving.url, "/readyz");
  expect(status).toBe(200);
  expect(JSON.parse(body)).toEqual({
    ready: true,
    draining: false,
    dependencies: {
      ...{ storage: ok, index: ok, queue: ok },
      slack: { state: "ok", needed: false },
    },
  });
  expect(await probe(serving.url, "/readyz", "HEAD")).toEqual({ status: 200, body: "" });
  // Nothing else is there for whoever calls it by another name.
  for (const path of ["/", "/api/status", "/healthz/", "/readyz/x"]) {
    expect((await probe(serving.url, path)).status, path).toBe(403);
  }
  expect((await probe(serving.url, "/readyz", "POST")).status).toBe(403);
  await slack.close();
  await expect.poll(slackIs, { timeout: 15_000 }).toBe("not-connected");
  // The web chat is there without it.
  expect((await probe(serving.url, "/readyz")).status).toBe(200);
  expect((await serving.stop()).code).toBe(0);
}, 60_000);

test("without its database or its index it is not ready", async () => {
  const app = await openApp();
  expect(await look(app)).toMatchObject({ ready: true });
  await app.index.close();
  writeFileSync(indexFile(app.config.dataDir), "This is no database.");
  const { ready, dependencies } = await look(app);
  expect([ready, dependencies.index?.state, dependencies.storage?.state]).toEqual([
    ...[false, "down", "ok"],
  ]);
  await app.storage.close();
  const both = await look(app);
  expect([both.dependencies.storage?.state, both.dependencies.queue?.state]).toEqual([
    ...["down", "down"],
  ]);
});

test("without its Postgres it is not ready either", async () => {
  const server = await startPostgres();
  const postgres = { url: server.url("postgres"), connections: 2 };
  const folder = { dataDir: temporaryFolder("data"), embedder: { kind: "none" as const } };
  const app = await createApp({ ...readConfig({ logLevel: "silent" }, {}), ...folder, postgres });
  // What is away cannot be taken leave of.
  onTestFinished(() => app.close().catch(() => undefined));
  expect((await look(app)).dependencies.storage).toEqual(ok);
  await server.stop();
  const { ready, dependencies } = await look(app);
  expect([ready, dependencies.storage?.state, dependencies.index?.state]).toEqual([
    ...[false, "down", "ok"],
  ]);
}, 60_000);

test("a database that does not answer counts as away", async () => {
  const app = await openApp();
  const queue = { ...app.queue, stats: () => new Promise<never>(() => {}) };
  const began = performance.now();
  const { ready, dependencies } = await look({ ...app, queue });
  expect([ready, dependencies.queue?.state]).toEqual([false, "down"]);
  expect(performance.now() - began).toBeLessThan(10_000);
});

test("a model that is left alone is told, and does not keep quotes from being served", async () => {
  const counterpart = await startOpenAiCounterpart();
  onTestFinished(counterpart.close);
  const endpoint = { baseUrl: counterpart.baseUrl, apiKey: "test-key" };
  const app = await openApp({
    endpoint,
    model: {
      ...{ name: "test-writer", checkModel: undefined, api: "chat", contextTokens: 8_192 },
      ...{ firstTokenMs: 5_000, stallMs: 5_000, maxConcurrent: 5, dailyTokenLimit: undefined },
    },
  });
  expect((await look(app)).dependencies.model).toEqual({ state: "ok", needed: false });
  counterpart.script({ kind: "status", status: 500 });
  const prompt = { instructions: "Say yes.", input: "yes?", version: "test" };
  for (let n = 0; n < 5; n += 1) {
    const words = app.answering.assistant?.model.generate(prompt, {
      ...{ maxTokens: 10, signal: new AbortController().signal },
    });
    await expect(Array.fromAsync(words ?? [])).rejects.toThrow();
  }
  const readiness = await look(app);
  expect(readiness.dependencies.model).toEqual({ state: "left-alone", needed: false });
  expect(readiness.ready).toBe(true);
  // Neither its name nor its address is for everybody.
  expect(JSON.stringify(readiness)).not.toMatch(/test-writer|127\.0\.0\.1|key/);
}, 30_000);

test("however many ask, the dependencies are asked once a second", async () => {
  const clock = { now: 0 };
  let looks = 0;
  const door = createHealthDoor(
    async () => {
      looks += 1;
      return { ready: looks === 1, draining: false, dependencies: {} };
    },
    () => clock.now,
  );
  const status = async () => (await door(new Request("http://x/readyz")))?.status;
  expect(await Promise.all([status(), status(), status()])).toEqual([200, 200, 200]);
  clock.now = 1_000;
  expect([await status(), looks]).toEqual([503, 2]);
});
