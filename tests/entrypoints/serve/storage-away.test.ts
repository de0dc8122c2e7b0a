import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startPostgres } from "../../counterparts/postgres/start-postgres.ts";
import { HANDBOOK } from "../../journeys/handbook.ts";
import { openBrowser } from "../../support/browser.ts";
import { createFootnote } from "../../support/footnote.ts";
import { writeFiles } from "../../support/temporary-folder.ts";

const QUESTION = "How many days of annual leave do I get?";

const postgres = await startPostgres();
const footnote = createFootnote({ environment: { DATABASE_URL: postgres.url("postgres") } });
afterAll(() => postgres.stop());

test("while its Postgres is away the web chat asks to come back, and takes the same question then", async () => {
  writeFiles(join(footnote.folder, "docs"), HANDBOOK);
  await footnote.json("sources", "add", "files", "handbook", "--set", "path=docs");
  await footnote.json("sync", "handbook");
  const serving = await footnote.serve();
  const browser = openBrowser(serving.url);
  const { threadId, answerId } = await browser.ask(QUESTION);
  await browser.events(answerId);
  const question = { messageId: randomUUID(), threadId, text: QUESTION };

  await postgres.without(async () => {
    const replies = [
      await browser.post("/api/questions", question),
      await browser.fetch("/api/threads"),
      await browser.fetch(`/api/answers/${answerId}/events`),
      await browser.post(`/api/answers/${answerId}/votes`, { vote: "up" }),
    ];
    for (const reply of replies) {
      expect([reply.status, reply.headers.get("retry-after")]).toEqual([503, "5"]);
      // Nothing of the address, and no trace id: the page would take that for the answer.
      expect(await reply.json()).toEqual({
        error: "Footnote cannot reach its database at the moment; try again in a few seconds.",
      });
    }
    // What is wrong with the request itself is said all the same.
    expect((await browser.post("/api/questions", { text: 7 })).status).toBe(400);
  });

  const taken = async () => (await browser.post("/api/questions", question)).status;
  await expect.poll(taken, { timeout: 20_000 }).toBe(202);
  const again = await browser.ask(QUESTION, question);
  const last = (await browser.events(again.answerId)).at(-1)?.data;
  expect(last).toMatchObject({ type: "finished", answer: { outcome: "answered" } });
  const { answers } = await browser.get<{ answers: unknown[] }>(`/api/threads/${threadId}`);
  expect(answers).toHaveLength(2);
  expect(serving.stderr()).toContain("A request of the web chat was put off");
  expect((await serving.stop()).code).toBe(0);
}, 90_000);
