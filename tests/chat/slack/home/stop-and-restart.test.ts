import { expect, onTestFinished, test } from "vitest";
import { startSlackCounterpart } from "../../../counterparts/slack/start-slack-counterpart.ts";
import { createFootnote } from "../../../support/footnote.ts";
import { openApp, syncFiles } from "../../../support/open-app.ts";
import { textOf, told, until } from "../commands/start-admin.ts";
import { readManifest } from "../receive/start-slack.ts";
import {
  FILES,
  idle,
  QUESTION,
  session,
  startModel,
  startSlow,
  streaming,
  threadOf,
} from "./start-slow.ts";

test("what was stopped is not gone on with by the next process", async () => {
  const started = await startSlow("socket", 1_000);
  const { slack, restart, stop, app, model } = started;
  const { asked, shown } = await streaming(started);
  slack.people.stopAgent("amy", "@amy", asked.ts);
  const [record] = await app.storage.answers.listThread(await threadOf(started));
  await until(async () => (await app.storage.answers.get(record?.id ?? ""))?.outcome, "a stop");
  await stop();
  const called = model.generations.length;
  await restart();
  await expect.poll(() => textOf(shown), { timeout: 10_000 }).toContain("Stopped");
  await idle(started);
  expect(textOf(shown)).toContain("40 people");
  expect(textOf(shown)).not.toContain("six");
  expect(model.generations).toHaveLength(called);
  expect(told(started, "amy")).toHaveLength(1);
  await expect.poll(() => session(started)?.status).toBe("active");
});

test("killed right after the stop was acknowledged: it is stopped after the start", {
  timeout: 60_000,
}, async () => {
  const { model, slack, serve } = await openKillable();
  const serving = await serve();
  const asked = slack.people.say("amy", "@amy", QUESTION);
  const shown = () => told({ slack }, "amy")[0];
  await expect.poll(() => shown()?.stream, { timeout: 15_000 }).toBe("in_progress");
  const stopped = () => slack.world.deliveries.find(({ what }) => what === "agent_session_stopped");
  slack.people.stopAgent("amy", "@amy", asked.ts);
  await until(() => (stopped()?.acknowledged ? true : undefined), "its acknowledgement");
  await serving.kill();
  // At its start a process asks the model what it can do.
  const called = () => model.requests.filter((one) => JSON.stringify(one).includes(QUESTION));
  const calls = called().length;
  await serve();
  const words = () => textOf(shown() ?? asked);
  await expect.poll(words, { timeout: 20_000 }).toContain("Stopped");
  expect(words()).toContain("40 people");
  expect(words()).not.toContain("six");
  expect(called()).toHaveLength(calls);
  expect(calls).toBe(1);
  expect(told({ slack }, "amy")).toHaveLength(1);
});

async function openKillable() {
  const slack = await startSlackCounterpart({
    rateLimits: "none",
    manifest: readManifest("socket"),
  });
  onTestFinished(slack.close);
  const model = await startModel(1_500);
  const app = await openApp();
  await syncFiles(app, FILES);
  const footnote = createFootnote({
    dataDir: app.config.dataDir,
    environment: {
      SLACK_BOT_TOKEN: slack.company.botToken,
      SLACK_APP_TOKEN: slack.world.app.appToken,
      FOOTNOTE_SLACK_API_URL: slack.apiUrl,
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: "test-key",
      FOOTNOTE_MODEL: "test-writer",
    },
  });
  const serve = async () => {
    const serving = await footnote.serve();
    await expect.poll(() => slack.world.sockets.size(), { timeout: 20_000 }).toBeGreaterThan(0);
    return serving;
  };
  return { model, slack, serve };
}
