import { join } from "node:path";
import { expect } from "vitest";
import { readManifest } from "../../chat/slack/receive/start-slack.ts";
import { startOpenAiCounterpart } from "../../counterparts/openai/start-openai-counterpart.ts";
import { startOtlpCounterpart } from "../../counterparts/otlp/start-otlp-counterpart.ts";
import { startSlackCounterpart } from "../../counterparts/slack/start-slack-counterpart.ts";
import { createFootnote, type Footnote, type Serving } from "../../support/footnote.ts";
import { writeFiles } from "../../support/temporary-folder.ts";

export const METRICS_TOKEN = "metrics-token-of-the-tests";
export const HEADER_SECRET = "f00dfacef00dfacef00dface";
export const QUESTION = "How many days of annual leave does everybody get?";

const HANDBOOK = {
  "leave.md": "# Annual leave\n\nEverybody gets 27 days of annual leave a year.\n",
  "travel.md": "# Travel\n\nThe daily allowance is 44 euros, in Japan 60.\n",
};

/** Footnote as it is run, with a pretend Slack, language model and collector about it. */
export async function startObserved(more: NodeJS.ProcessEnv = {}) {
  const slack = await startSlackCounterpart({ manifest: readManifest("http"), rateLimits: "none" });
  const model = await startOpenAiCounterpart();
  const collector = await startOtlpCounterpart();
  const footnote = createFootnote({
    environment: {
      SLACK_BOT_TOKEN: slack.company.botToken,
      SLACK_SIGNING_SECRET: slack.world.app.signingSecret,
      FOOTNOTE_SLACK_API_URL: slack.apiUrl,
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: "test-key",
      FOOTNOTE_MODEL: "test-writer",
      FOOTNOTE_CHECK_MODEL: "test-writer",
      FOOTNOTE_EMBEDDING_MODEL: "test-embedder",
      FOOTNOTE_EMBEDDER: "openai",
      FOOTNOTE_PRICE_INPUT: "1",
      FOOTNOTE_PRICE_OUTPUT: "4",
      METRICS_TOKEN,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${HEADER_SECRET}`,
      OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=test",
      OTEL_METRIC_EXPORT_INTERVAL: "1000",
      ...more,
    },
  });
  writeFiles(join(footnote.folder, "docs"), HANDBOOK);
  const add = ["sources", "add", "files", "handbook", "--set", "path=docs"];
  await footnote.json(...add, "--schedule", "0 3 * * *");
  await footnote.json("sync", "handbook");
  return {
    slack,
    model,
    collector,
    footnote,
    serve: () => serveBehind(footnote, slack),
    async close() {
      await Promise.all([slack.close(), model.close(), collector.close()]);
    },
  };
}

async function serveBehind(
  footnote: Footnote,
  slack: Awaited<ReturnType<typeof startSlackCounterpart>>,
): Promise<Serving> {
  const serving = await footnote.serve();
  await slack.listenAt(`${serving.url}/slack/events`);
  return serving;
}

/** What `GET /metrics` answers. */
export async function scrape(url: string, token: string | undefined = METRICS_TOKEN) {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/metrics`, { headers });
  return { status: response.status, text: await response.text() };
}

/** Amy asks in #general; resolves when she sees a cited answer. */
export async function askInSlack(
  { slack }: Pick<Awaited<ReturnType<typeof startObserved>>, "slack">,
  words = QUESTION,
): Promise<void> {
  slack.people.mention("amy", "#general", words);
  const read = () => slack.read("amy", "#general").split(words).at(-1) ?? "";
  await expect.poll(read, { timeout: 20_000 }).toMatch(/\[1\]/);
}
