import type { IncomingHttpHeaders } from "node:http";
import { afterEach, expect, test } from "vitest";
import { readBody, serve } from "../../shared/serve.ts";
import { NO_CHAOS } from "../delivery/delivery.ts";
import { sign, signedHeaders } from "../delivery/sign.ts";
import { overHttp, overSocket, start } from "./start.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Heard {
  headers: IncomingHttpHeaders;
  body: { event_id?: string; challenge?: string; event?: { type: string } };
}

/** An app of which only the answers' status codes are known. */
async function bareApp(answers: { status: number; headers?: Record<string, string> }[]) {
  const heard: Heard[] = [];
  const server = await serve(async (request, response) => {
    const body = JSON.parse((await readBody(request)).toString());
    if (body.challenge !== undefined) return response.end(body.challenge);
    const { status, headers } = answers[heard.length] ?? { status: 200 };
    heard.push({ headers: request.headers, body });
    return response.writeHead(status, headers).end();
  });
  closing.push(server.close);
  return { url: server.url, heard };
}

async function startFast(ackLimitMs = 3_000, speed = 2_000) {
  const slack = await start({ speed, ackLimitMs });
  closing.push(slack.close);
  return slack;
}

test("an event that is not taken comes again three times, signed, with its number and reason", async () => {
  const slack = await startFast();
  const { url, heard } = await bareApp(Array(4).fill({ status: 500 }));
  await slack.listenAt(url);
  slack.people.say("amy", "#help", "hello");
  await slack.settled();
  expect(heard.map(({ headers }) => headers["x-slack-retry-num"])).toEqual([
    undefined,
    "1",
    "2",
    "3",
  ]);
  expect(heard[1]?.headers["x-slack-retry-reason"]).toBe("http_error");
  expect(new Set(heard.map(({ body }) => body.event_id)).size).toBe(1);
  const [first] = heard;
  const at = String(first?.headers["x-slack-request-timestamp"]);
  const signed = sign(slack.world.app.signingSecret, at, JSON.stringify(first?.body));
  expect(first?.headers["x-slack-signature"]).toBe(signed);
  const [delivery] = slack.world.deliveries;
  expect(delivery?.acknowledged).toBe(false);
});

test("an app can ask for no second try", async () => {
  const slack = await startFast();
  const { url, heard } = await bareApp([{ status: 500, headers: { "x-slack-no-retry": "1" } }]);
  await slack.listenAt(url);
  slack.people.say("amy", "#help", "hello");
  await slack.settled();
  expect(heard).toHaveLength(1);
});

test("a mention brings two events, each twice where that is asked for, some of them late", async () => {
  const slack = await startFast();
  const { url, heard } = await bareApp([]);
  await slack.listenAt(url);
  slack.world.chaos = { ...NO_CHAOS, twice: 1, late: 0.5, shuffled: 0.5 };
  for (const round of [1, 2, 3, 4]) slack.people.mention("amy", "#help", `question ${round}`);
  await slack.settled();
  await expect.poll(() => heard.length).toBe(16);
  const types = heard.map(({ body }) => body.event?.type);
  expect(types.filter((type) => type === "app_mention")).toHaveLength(8);
  expect(new Set(heard.map(({ body }) => body.event_id)).size).toBe(8);
});

test("Bolt refuses another's signature and an old one", async () => {
  const slack = await startFast();
  const { stop, url } = await overHttp(slack, (app) => app.event("message", async () => {}));
  closing.push(stop);
  const body = JSON.stringify({ type: "event_callback", event: { type: "message" } });
  const send = async (headers: Record<string, string>) => {
    const all = { "content-type": "application/json", ...headers };
    return (await fetch(url, { method: "POST", headers: all, body })).status;
  };
  const { signingSecret } = slack.world.app;
  expect(await send(signedHeaders("another", body))).toBe(401);
  const old = Math.floor(Date.now() / 1_000) - 600;
  expect(await send(signedHeaders(signingSecret, body, old))).toBe(401);
  expect(await send(signedHeaders(signingSecret, body))).toBe(200);
});

test("sockets break, are refreshed and shared, and no event is lost", async () => {
  const slack = await startFast(3_000, 150);
  const heard = new Set<string>();
  let times = 0;
  const wire: Parameters<typeof overSocket>[1] = (app) => {
    app.event("message", async ({ body }) => {
      heard.add(body.event_id);
      times += 1;
    });
  };
  const [one, two] = [await overSocket(slack, wire), await overSocket(slack, wire)];
  closing.push(one.stop, two.stop);
  expect(slack.world.sockets.size()).toBe(2);
  slack.world.chaos = { ...NO_CHAOS, socketLost: 0.5 };
  for (const round of [1, 2, 3, 4, 5, 6]) slack.people.say("amy", "#help", `message ${round}`);
  slack.world.chaos = NO_CHAOS;
  await slack.settled();
  await expect.poll(() => slack.world.sockets.size(), { timeout: 10_000 }).toBe(2);
  slack.world.sockets.disconnect("refresh_requested");
  await expect.poll(() => slack.world.sockets.size()).toBe(0);
  await expect.poll(() => slack.world.sockets.size(), { timeout: 10_000 }).toBe(2);
  slack.people.say("amy", "#help", "the last");
  await slack.settled();
  expect(heard.size).toBe(7);
  expect(times).toBeGreaterThanOrEqual(7);
  expect(slack.world.deliveries.every(({ acknowledged }) => acknowledged)).toBe(true);
});

test("what is acknowledged too late is kept, and people see that a command failed", async () => {
  const slack = await startFast(100);
  const { stop } = await overSocket(slack, (app) => {
    app.command("/footnote", async ({ ack }) => {
      await new Promise((resolve) => setTimeout(resolve, 250));
      await ack();
    });
  });
  closing.push(stop);
  slack.people.command("adam", "#help", "/footnote sources");
  await slack.settled();
  const [delivery] = slack.world.deliveries;
  expect(delivery?.attempts).toMatchObject([{ outcome: "http_timeout" }]);
  expect(slack.read("adam", "#help")).toContain('failed with the error "operation_timeout"');
});

test("only what the manifest asks for, and what the app can see, is sent", async () => {
  const slack = await startFast();
  const { url, heard } = await bareApp([]);
  await slack.listenAt(url);
  slack.people.say("ben", "#random", "the app is not here");
  slack.people.say("ben", "#secret-project", "nor here");
  slack.world.app.manifest.settings.event_subscriptions.bot_events = ["message.channels"];
  slack.people.mention("amy", "#help", "only one event");
  slack.people.openHome("amy");
  await slack.settled();
  expect(heard.map(({ body }) => body.event?.type)).toEqual(["message"]);
});
