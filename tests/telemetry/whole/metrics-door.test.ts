import { expect, test } from "vitest";
import { createFootnote } from "../../support/footnote.ts";
import { METRICS_TOKEN, scrape } from "./start-observed.ts";

test("metrics are for whoever bears the token", async () => {
  const serving = await createFootnote({ environment: { METRICS_TOKEN } }).serve();
  const { status, text } = await scrape(serving.url);
  expect(status).toBe(200);
  expect(text).toMatch(/^footnote_queue_jobs\{state="dead"\} 0$/m);
  expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
  for (const wrong of [undefined, "", "x", `${METRICS_TOKEN}x`, METRICS_TOKEN.slice(1)]) {
    const refused = await scrape(serving.url, wrong ?? "");
    expect(refused.status).toBe(401);
    expect(refused.text).not.toContain("footnote_");
  }
  expect((await fetch(`${serving.url}/metrics`)).status).toBe(401);
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  expect((await fetch(`${serving.url}/metrics`, { method: "POST", headers })).status).toBe(405);
  // Whoever came with a wrong token is counted, too.
  expect((await scrape(serving.url)).text).toMatch(/door="metrics",method="GET",status="401"\} 6/);
  const { stderr } = await serving.stop();
  expect(stderr).not.toContain(METRICS_TOKEN);
}, 30_000);

test("without a token there is nothing at that address", async () => {
  const serving = await createFootnote().serve();
  expect((await scrape(serving.url, METRICS_TOKEN)).status).toBe(404);
  await serving.stop();
}, 30_000);

test("a token that could be guessed is refused at the start", async () => {
  const { code, stderr } = await createFootnote({ environment: { METRICS_TOKEN: "short" } }).run(
    "serve",
  );
  expect(code).toBe(1);
  expect(stderr).toContain("METRICS_TOKEN is not usable: give at least 16 characters");
}, 30_000);
