import { expect, test } from "vitest";
import { NO_CHAOS } from "../../../counterparts/slack/delivery/delivery.ts";
import { textOf, told, until } from "../commands/start-admin.ts";
import {
  idle,
  QUESTION,
  type Slow,
  session,
  startSlow,
  streaming,
  threadOf,
} from "./start-slow.ts";

for (const over of ["socket", "http"] as const) {
  test(`over ${over}: a stream that is stopped stays as it is, marked, and the work ends`, async () => {
    const started = await startSlow(over, 1_000);
    const { slack, app, model } = started;
    const { asked, shown } = await streaming(started);
    const written = textOf(shown);
    slack.people.stopAgent("amy", "@amy", asked.ts);
    await until(() => (textOf(shown).includes("Stopped") ? true : undefined), "the mark");
    await idle(started);
    expect(textOf(shown)).toContain("Stopped: this is what was written until then.");
    expect(textOf(shown)).toContain("40 people");
    expect(textOf(shown)).not.toContain("six");
    expect(textOf(shown).replaceAll(/\[?\(?1\)?\]?/g, "")).toContain(
      written.split("40 people")[0] ?? "nothing",
    );
    expect(told(started, "amy")).toHaveLength(1);
    expect(session(started)).toMatchObject({ status: "active", line: "" });
    const [record] = await app.storage.answers.listThread(await threadOf(started));
    expect(record).toMatchObject({ outcome: "degraded", answer: { stopped: {} } });
    // The model is not listened to any more.
    await expect.poll(() => model.generations.length).toBe(1);
    slack.people.openHome("amy");
    await expect.poll(() => slack.readHome("amy")).toMatch(/⚪.*library seat.*stopped · /s);
    expect(slack.world.complaints).toEqual([]);
  });
}

test("stopped before its first word, a question is not answered, and what is asked next is", async () => {
  const started = await startSlow("socket", 300);
  const { slack, model } = started;
  model.script({ kind: "stall", text: "", afterCharacters: 0, ms: 20_000 }, { times: 1 });
  const asked = slack.people.say("amy", "@amy", QUESTION);
  await until(() => (session(started)?.status === "processing" ? true : undefined), "a session");
  await until(() => (model.requests.length > 0 ? true : undefined), "a call of the model");
  slack.world.chaos = { ...NO_CHAOS, twice: 1 };
  slack.people.stopAgent("amy", "@amy", asked.ts);
  const given = await until(() => told(started, "amy")[0], "a word");
  expect(textOf(given)).toContain("Stopped before anything was written.");
  expect(textOf(given)).not.toMatch(/Trace id|library seats/);
  slack.people.say("amy", "@amy", QUESTION, { thread: asked });
  const next = await until(() => told(started, "amy")[1], "the next answer");
  await expect.poll(() => textOf(next), { timeout: 8_000 }).toContain("six");
  await idle(started);
  expect(told(started, "amy")).toHaveLength(2);
  expect(session(started)?.status).toBe("active");
  expect(slack.world.complaints).toEqual([]);
});

test("stopped after it has come to its end, an answer stays as it is", async () => {
  const started = await startSlow("http", 1);
  const { slack, app } = started;
  const asked = slack.people.say("amy", "@amy", QUESTION);
  const given = await until(() => {
    const [message] = told(started, "amy");
    return message !== undefined && message.stream !== "in_progress" ? message : undefined;
  }, "an answer");
  await idle(started);
  const before = textOf(given);
  // Slack shows the button for as long as the session says that it works.
  const at = [...slack.world.sessions.values()].at(-1);
  if (at !== undefined) at.status = "processing";
  slack.people.stopAgent("amy", "@amy", asked.ts);
  await expect.poll(() => session(started)?.status).toBe("active");
  await idle(started);
  expect(textOf(given)).toBe(before);
  expect(before).toContain("six");
  const [record] = await app.storage.answers.listThread(await threadOf(started));
  expect(record).toMatchObject({ outcome: "answered" });
  expect(slack.world.calls.map(({ method }) => method)).not.toContain("chat.update");
});

test("in a channel, whoever sees the answer can stop it", async () => {
  const started = await startSlow("socket", 700);
  const { slack } = started;
  const asked = slack.people.mention("amy", "#general", QUESTION);
  const inGeneral = () => findAnswers(started, "#general");
  await until(() => inGeneral()[0], "its first words");
  slack.people.stopAgent("ben", "#general", asked.ts);
  await expect.poll(() => textOf(inGeneral()[0] ?? asked)).toContain("Stopped");
  await idle(started);
  expect(inGeneral()).toHaveLength(1);
  expect(slack.world.complaints).toEqual([]);
});

function findAnswers({ slack }: Slow, where: string) {
  const channel = [...slack.world.channels.values()].find(({ name }) => `#${name}` === where);
  return (channel?.messages ?? []).filter(({ user }) => user === slack.company.botUserId);
}
