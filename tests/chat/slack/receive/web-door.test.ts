import { expect, test } from "vitest";
import { signedHeaders } from "../../../counterparts/slack/delivery/sign.ts";
import { uninstall } from "../../../counterparts/slack/oauth/uninstall.ts";
import { startSlack } from "./start-slack.ts";

type Started = Awaited<ReturnType<typeof startSlack>>;

function muteBody({ slack, teamId }: Started, teams = teamId): string {
  const event = { type: "channel_archive", channel: "C1", user: "U1" };
  const authorizations = [{ team_id: teams }];
  const { company } = slack;
  return JSON.stringify({
    ...{ type: "event_callback", event_id: "Ev1", team_id: company.teamId, authorizations, event },
  });
}

async function post({ url }: Started, body: string, headers: Record<string, string>) {
  const all = { "content-type": "application/json", ...headers };
  return (await fetch(url, { method: "POST", headers: all, body })).status;
}

test("a forged, an old, a future and a missing signature are refused", async () => {
  const started = await startSlack();
  const { signingSecret } = started.slack.world.app;
  const body = muteBody(started);
  const at = (seconds: number) =>
    signedHeaders(signingSecret, body, Math.floor(Date.now() / 1_000) + seconds);
  expect(await post(started, body, signedHeaders("another", body))).toBe(401);
  expect(await post(started, body, at(-301))).toBe(401);
  expect(await post(started, body, at(305))).toBe(401);
  expect(await post(started, body, {})).toBe(401);
  expect(await post(started, `${body} `, at(0))).toBe(401);
  expect(started.kept).toEqual([]);
  expect(await post(started, body, at(0))).toBe(200);
  expect(started.kept).toHaveLength(1);
});

test("a request that is played back does nothing", async () => {
  const started = await startSlack();
  const body = muteBody(started);
  const headers = signedHeaders(started.slack.world.app.signingSecret, body);
  for (const _ of [1, 2, 3]) await post(started, body, headers);
  expect(started.kept).toHaveLength(1);
});

test("what is signed but no JSON, too long, or another workspace's does nothing", async () => {
  const started = await startSlack();
  const { signingSecret } = started.slack.world.app;
  const send = (body: string) => post(started, body, signedHeaders(signingSecret, body));
  expect(await send("{")).toBe(400);
  expect(await send("x".repeat(1_000_001))).toBe(413);
  expect(await send(muteBody(started, "TOTHER"))).toBe(200);
  expect(started.kept).toEqual([]);
  expect((await fetch(started.url)).status).toBe(405);
});

test("an app that is taken out tells that its workspace is gone, under one key", async () => {
  const { slack, kept, teamId } = await startSlack();
  slack.people.say("amy", "#help", "hello");
  await slack.settled();
  uninstall(slack.world, teamId);
  await slack.settled();
  const gone = kept.filter(({ event }) => event.type === "workspace-removed");
  expect(gone).toHaveLength(2);
  expect(new Set(gone.map(({ key }) => key)).size).toBe(1);
  expect(gone[0]?.event).toMatchObject({
    type: "workspace-removed",
    workspaceId: `slack:${teamId}`,
  });
});

test("what is signed and nothing that Slack would send is refused, not asked for again", async () => {
  const started = await startSlack();
  const { signingSecret } = started.slack.world.app;
  for (const event of ["toString", 7, { type: "reaction_added", item: "x" }]) {
    const body = JSON.stringify({ type: "event_callback", event_id: "Ev2", event });
    expect(await post(started, body, signedHeaders(signingSecret, body))).toBe(400);
  }
});
