import { expect, test } from "vitest";
import { signedHeaders } from "../../../counterparts/slack/delivery/sign.ts";
import { uninstall } from "../../../counterparts/slack/oauth/uninstall.ts";
import { install } from "../../../counterparts/slack/state/app.ts";
import { startInstalling } from "./start-installing.ts";

type Started = Awaited<ReturnType<typeof startInstalling>>;

/** Sends what Slack would sign. */
async function post({ door, slack }: Started, payload: object): Promise<number> {
  const body = JSON.stringify(payload);
  const signed = signedHeaders(slack.world.app.signingSecret, body);
  const headers = { "content-type": "application/json", ...signed };
  return (await fetch(door, { method: "POST", headers, body })).status;
}

function event(team: string, id: string, fields: object, seconds = 0) {
  const authorizations = [{ team_id: team }];
  const event_time = Math.floor(Date.now() / 1_000) + seconds;
  const rest = { team_id: team, authorizations, event_time };
  return { type: "event_callback", event_id: id, ...rest, event: fields };
}

test("each workspace's questions are its own, and its people are found in it", async () => {
  const started = await startInstalling();
  const { slack, kept, platform, teamId, partnerTeamId, freight, idOf } = started;
  await started.installBoth();
  slack.people.mention("amy", "#general", "how many holidays?");
  slack.people.mention("nils", freight, "@nora says: who drives?");
  await slack.settled();
  const messages = kept.flatMap(({ event }) => (event.type === "message" ? [event.message] : []));
  const of = (team: string) => messages.find(({ workspaceId }) => workspaceId === `slack:${team}`);
  expect(of(teamId)).toMatchObject({ askedBy: `slack:${teamId}:${idOf("amy")}` });
  expect(of(partnerTeamId)).toMatchObject({
    ...{ text: "@Nora Vik says: who drives?", mentionsBot: true, roomKind: "open" },
    roomId: `slack:${partnerTeamId}:${freight}`,
  });
  const audience = await platform.audienceOf({
    roomId: `slack:${partnerTeamId}:${freight}`,
    roomKind: "open",
    askedBy: `slack:${partnerTeamId}:${idOf("nils")}`,
    onlyTo: `slack:${partnerTeamId}:${idOf("nils")}`,
  });
  expect(audience[0]).toContain("everyone");
  // A person of one workspace is nobody in the other.
  const crossed = {
    roomId: `slack:${partnerTeamId}:${freight}`,
    roomKind: "open" as const,
    askedBy: `slack:${teamId}:${idOf("amy")}`,
    onlyTo: `slack:${teamId}:${idOf("amy")}`,
  };
  await expect(platform.audienceOf(crossed)).rejects.toThrow("workspace");
  expect(slack.world.complaints).toEqual([]);
});

test("one socket brings the events of all workspaces, and no door for events is open", async () => {
  const started = await startInstalling({ over: "socket" });
  const { slack, kept, door, freight, teamId, partnerTeamId } = started;
  await expect.poll(() => slack.world.sockets.size(), { timeout: 20_000 }).toBe(1);
  await started.installBoth();
  slack.people.say("amy", "#general", "hello");
  slack.people.say("nils", freight, "hello");
  await slack.settled();
  const workspaces = kept.map(({ event: one }) => "message" in one && one.message.workspaceId);
  expect(workspaces.toSorted()).toEqual([`slack:${teamId}`, `slack:${partnerTeamId}`]);
  expect((await fetch(door, { method: "POST", body: "{}" })).status).toBe(404);
});

test("what comes from a workspace that is not installed, or not named, is taken and left alone", async () => {
  const started = await startInstalling({ allowed: ["Lakeside Bikes"] });
  const { slack, kept, logged, teamId, partnerTeamId, browser, idOf, storage } = started;
  const said = { type: "message", channel: "C1", user: "U1", ts: "1.000001", text: "the secret" };
  expect(await post(started, event(teamId, "Ev1", said))).toBe(200);
  expect(await post(started, event("TNOBODY", "Ev2", said))).toBe(200);
  await browser.install(idOf("olga"));
  // As if it had been named once.
  const [record] = await storage.installations.list();
  if (record === undefined) throw new Error("not installed");
  await storage.installations.save({ ...record, workspaceId: `slack:${partnerTeamId}` });
  await slack.settled();
  kept.length = 0;
  expect(await post(started, event(partnerTeamId, "Ev3", said))).toBe(200);
  expect(kept).toEqual([]);
  const warned = logged.filter((line) => line.includes("not installed in"));
  expect(warned).toHaveLength(3);
  expect(logged.join()).not.toContain("the secret");
});

test("a click cannot act upon another workspace's answer", async () => {
  const started = await startInstalling();
  const { slack, kept, teamId, partnerTeamId, freight } = started;
  await started.installBoth();
  const asked = slack.people.mention("nils", freight, "who drives?");
  await slack.settled();
  kept.length = 0;
  const click = (team: string) =>
    slack.people.forge("nils", "block_actions", {
      container: { type: "message", channel_id: freight, message_ts: asked.ts },
      message: { team: partnerTeamId },
      actions: [
        { type: "button", action_id: "ask-expert", value: `slack:${team}:${freight}:${asked.ts}` },
      ],
    });
  await click(teamId);
  expect(kept).toEqual([]);
  await click(partnerTeamId);
  expect(kept).toMatchObject([{ event: { by: expect.stringContaining(partnerTeamId) } }]);
});

test("in a channel of two workspaces, the bot that is named answers, whoever was told", async () => {
  const started = await startInstalling();
  const { slack, kept, teamId, partnerTeamId } = started;
  await started.installBoth();
  const bot = slack.world.installations.find((one) => one.teamId === partnerTeamId)?.botUserId;
  const said = { type: "message", channel: "C1", user: "U1", ts: "1.000001" };
  const text = `<@${bot}> who drives?`;
  const shared = { ...event(teamId, "Ev1", { ...said, text }), is_ext_shared_channel: true };
  expect(await post(started, shared)).toBe(200);
  // Elsewhere a name is nothing but a name.
  expect(await post(started, event(teamId, "Ev2", { ...said, ts: "1.000002", text }))).toBe(200);
  expect(kept.map(({ event: one }) => "message" in one && one.message)).toMatchObject([
    { workspaceId: `slack:${partnerTeamId}`, mentionsBot: true },
    { workspaceId: `slack:${teamId}`, mentionsBot: false },
  ]);
});

test("a token that another process renewed is taken up at once", async () => {
  const started = await startInstalling();
  const { slack, platform, storage, teamId, idOf, newBrowser } = started;
  await started.installBoth();
  const amy = `slack:${teamId}:${idOf("amy")}`;
  const place = { roomId: `slack:${teamId}:C1`, roomKind: "open" as const, askedBy: amy };
  await platform.audienceOf({ ...place, onlyTo: amy });
  await newBrowser().install(idOf("olga"));
  const audience = await platform.audienceOf({
    ...place,
    onlyTo: `slack:${teamId}:${idOf("ben")}`,
  });
  expect(audience[0]).toContain("everyone");
  expect(await storage.installations.list()).toHaveLength(2);
  expect(slack.world.calls.some(({ outcome }) => outcome === "invalid_auth")).toBe(true);
});

test("a token that Slack no longer takes is said once, and the workspace stays", async () => {
  const started = await startInstalling();
  const { slack, platform, logged, storage, teamId, idOf, publicUrl } = started;
  await started.installBoth();
  const installed = slack.world.installations.find((one) => one.teamId === teamId);
  if (installed === undefined) throw new Error("not installed");
  installed.state = "revoked";
  const askedBy = `slack:${teamId}:${idOf("amy")}`;
  const place = { roomId: `slack:${teamId}:C1`, roomKind: "open" as const, askedBy };
  for (const _ of [1, 2]) {
    await expect(platform.audienceOf({ ...place, onlyTo: askedBy })).rejects.toThrow(
      "token_revoked",
    );
  }
  const said = logged.filter((line) => line.includes("install Footnote there again"));
  expect(said).toHaveLength(1);
  expect(JSON.parse(said[0] ?? "{}")).toMatchObject({
    workspace: "Lakeside Bikes",
    install: `${publicUrl}/slack/install`,
  });
  expect(await storage.installations.list()).toHaveLength(2);
});

test("an uninstallation removes; one that comes late, after another installation, does not", async () => {
  const started = await startInstalling();
  const { slack, kept, platform, storage, partnerTeamId, idOf, newBrowser } = started;
  await started.installBoth();
  uninstall(slack.world, partnerTeamId);
  await slack.settled();
  const gone = () =>
    kept.flatMap(({ event: one }) => (one.type === "workspace-removed" ? [one] : []));
  expect(gone().length).toBeGreaterThan(0);
  expect(gone()[0]).toMatchObject({ workspaceId: `slack:${partnerTeamId}` });
  await storage.rooms.removeWorkspace(`slack:${partnerTeamId}`, gone()[0]?.removedAt ?? 0);
  expect(await storage.installations.list()).toHaveLength(1);
  const nils = `slack:${partnerTeamId}:${idOf("nils")}`;
  const place = { roomId: nils, roomKind: "direct" as const, askedBy: nils, onlyTo: nils };
  await expect(platform.audienceOf(place)).rejects.toThrow();

  await newBrowser().install(idOf("nora"));
  kept.length = 0;
  // Slack sends again what nobody acknowledged; the new token works.
  for (const type of ["app_uninstalled", "tokens_revoked"]) {
    const bot = slack.world.installations.find((one) => one.teamId === partnerTeamId)?.botUserId;
    const fields = { type, tokens: { bot: [bot] } };
    expect(await post(started, event(partnerTeamId, `Ev-${type}`, fields, -60))).toBe(200);
  }
  expect(kept).toEqual([]);
  // Also where the removal was kept before, and is done only now.
  await storage.rooms.removeWorkspace(`slack:${partnerTeamId}`, 1);
  expect(await storage.installations.list()).toHaveLength(2);
  expect((await platform.audienceOf(place))[0]).toContain("everyone");
  // A clock that is wrong hides no uninstallation.
  const ahead = (await storage.installations.list()).at(-1);
  if (ahead === undefined) throw new Error("not installed");
  await storage.installations.save({ ...ahead, installedAt: Date.now() + 600_000 });
  uninstall(slack.world, partnerTeamId);
  await slack.settled();
  expect(gone().length).toBeGreaterThan(0);
});

test("without an installation nothing is answered, and a token of elsewhere does not help", async () => {
  const { slack, platform, teamId, partnerTeamId, idOf } = await startInstalling();
  install(slack.world, teamId, idOf("olga"));
  const at = `slack:${partnerTeamId}:${idOf("nils")}`;
  const place = { roomId: at, roomKind: "direct" as const, askedBy: at, onlyTo: undefined };
  await expect(platform.audienceOf(place)).rejects.toThrow("not installed");
});
