import { expect, test } from "vitest";
import { NO_CHAOS } from "../../../counterparts/slack/delivery/delivery.ts";
import { startSlack } from "./start-slack.ts";

async function connected(options: Parameters<typeof startSlack>[0] = {}) {
  const started = await startSlack({ over: "socket", speed: 60, ...options });
  await open(started);
  return started;
}

async function open({ slack }: Awaited<ReturnType<typeof startSlack>>) {
  await expect.poll(() => slack.world.sockets.size(), { timeout: 20_000 }).toBe(1);
}

test("events come over a socket, and are acknowledged once they are kept", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { slack, events } = await connected({ beforeKeeping: () => held });
  slack.people.say("amy", "#help", "hello");
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(slack.world.deliveries[0]?.acknowledged).toBe(false);
  release();
  await slack.settled();
  expect(slack.world.deliveries[0]?.acknowledged).toBe(true);
  expect(events()).toHaveLength(1);
});

test("nothing is lost while connections break, are refreshed, and cannot be opened", async () => {
  const started = await connected();
  const { slack, kept } = started;
  slack.world.chaos = { ...NO_CHAOS, socketLost: 0.5 };
  for (const round of [1, 2]) slack.people.say("amy", "#help", `message ${round}`);
  slack.world.chaos = NO_CHAOS;
  await slack.settled();
  await open(started);
  slack.world.sockets.disconnect("refresh_requested");
  await expect.poll(() => slack.world.sockets.size()).toBe(0);
  let refusals = 1;
  slack.world.onCall = (method) => {
    if (method !== "apps.connections.open" || refusals === 0) return;
    refusals -= 1;
    throw new Error("Slack is not well");
  };
  slack.people.say("amy", "#help", "said while nobody listens");
  await open(started);
  slack.world.sockets.drop();
  slack.people.say("amy", "#help", "the last");
  await slack.settled();
  expect(new Set(kept.map(({ key }) => key)).size).toBe(4);
  expect(slack.world.deliveries.every(({ acknowledged }) => acknowledged)).toBe(true);
}, 15_000);

test("it ends when told to, also while Slack cannot be reached", async () => {
  const { slack, stop } = await connected();
  await stop();
  await expect.poll(() => slack.world.sockets.size()).toBe(0);
  const hasty = await startSlack({ over: "socket" });
  await hasty.stop();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(hasty.slack.world.sockets.size()).toBe(0);
  const other = await startSlack({ over: "socket" });
  await other.slack.close();
  await other.stop();
});
