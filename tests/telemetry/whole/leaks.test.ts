import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openBrowser } from "../../support/browser.ts";
import { writeFiles } from "../../support/temporary-folder.ts";
import { readExposition } from "../alerts/read-exposition.ts";
import {
  askInSlack,
  HEADER_SECRET,
  METRICS_TOKEN,
  scrape,
  startObserved,
} from "./start-observed.ts";

const IN_DOCUMENT = "zebrafish";
const IN_QUESTION = "armadillo";
const IN_ERROR = "wolverine";
const QUESTION = `How often is the ${IN_DOCUMENT} tank cleaned, says the ${IN_QUESTION}?`;

let observed: Awaited<ReturnType<typeof startObserved>>;
let said: { traces: string; metrics: string; logs: string };

afterAll(() => observed.close());

test("a question goes well, and faults are told by their kind alone", async () => {
  observed = await startObserved({ FOOTNOTE_LOG_LEVEL: "info" });
  const { collector, footnote, model, slack } = observed;
  const docs = join(footnote.folder, "docs");
  writeFiles(docs, { "tank.md": `# Tank\n\nThe ${IN_DOCUMENT} tank is cleaned every 9 days.\n` });
  const serving = await observed.serve();
  await footnote.json("sync", "handbook");
  await askInSlack(observed, QUESTION);
  // A vendor's error that quotes what it was sent, and one of Slack's.
  const body = JSON.stringify({ error: { message: `Cannot say ${IN_ERROR} to ${QUESTION}` } });
  model.script({ kind: "status", status: 400, body }, { on: "generation" });
  const browser = openBrowser(serving.url);
  const { answerId } = await browser.ask(QUESTION);
  const events = await browser.events(answerId);
  const outcomes = events.flatMap(({ data }) => (data.type === "finished" ? [data.answer] : []));
  slack.people.mention("ben", "#general", QUESTION);
  const degraded = () =>
    collector.spans.filter(({ name }) => name === "process deliver-answer").length;
  await expect.poll(degraded, { timeout: 20_000 }).toBeGreaterThan(1);
  const { text } = await scrape(serving.url);
  const { stderr } = await serving.stop();
  const traces = Buffer.concat(collector.raw).toString("latin1");
  said = { traces, metrics: text, logs: stderr };
  expect(outcomes).toMatchObject([{ outcome: "degraded" }]);
  const failed = collector.spans.filter(({ isFailed }) => isFailed);
  expect(failed.map(({ attributes }) => attributes["error.type"])).toContain("ModelError invalid");
  expect(new Set(collector.spans.map(({ name }) => name.split(" ")[0]))).toContain("sync");
  expect(collector.metrics.length).toBeGreaterThan(0);
  expect(collector.complaints).toEqual([]);
}, 90_000);
test("no word of documents, questions or faults is told", () => {
  for (const [where, text] of Object.entries(said)) {
    const found = [IN_DOCUMENT, IN_QUESTION, IN_ERROR].filter((word) => text.includes(word));
    // The log may quote what a vendor answered: it is for whoever runs Footnote, and stays there.
    expect(where === "logs" ? [] : found, where).toEqual([]);
  }
});

test("no id or name of a person, a channel or a message is told", () => {
  const { world, company } = observed.slack;
  const people = [...world.users.values()].flatMap(({ id, name }) => [id, `${name}@`]);
  const places = [...world.channels.keys(), company.teamId];
  const messages = [...world.channels.values()].flatMap(({ messages }) =>
    messages.map(({ ts }) => ts),
  );
  const ids = [...people, ...places, ...messages];
  expect(messages.length).toBeGreaterThan(2);
  for (const text of [said.traces, said.metrics])
    expect(ids.filter((id) => text.includes(id))).toEqual([]);
});

test("no secret is told, nor logged", () => {
  const { world, company } = observed.slack;
  const { signingSecret, clientSecret, appToken } = world.app;
  const secrets = [
    company.botToken,
    signingSecret,
    clientSecret,
    appToken,
    METRICS_TOKEN,
    HEADER_SECRET,
  ];
  for (const text of Object.values(said))
    expect(secrets.filter((one) => text.includes(one))).toEqual([]);
});

test("labels of metrics are of few kinds, each with few values", () => {
  const values = new Map<string, Set<string>>();
  for (const { labels } of readExposition(said.metrics)) {
    for (const [name, value] of Object.entries(labels)) {
      if (name !== "__name__") values.set(name, (values.get(name) ?? new Set()).add(value));
    }
  }
  const known =
    "change direction door index kind le measure method model outcome quantile result source stage state status surface";
  expect([...values.keys()].filter((name) => !known.split(" ").includes(name))).toEqual([]);
  for (const [name, { size }] of values) expect(size, name).toBeLessThan(50);
});
