import { afterEach, beforeEach, expect, test } from "vitest";
import { allow, readConsent } from "../oauth/consent.ts";
import { uninstall } from "../oauth/uninstall.ts";
import { install } from "../state/app.ts";
import { findChannel } from "../state/channels.ts";
import { client, refusal, start } from "./start.ts";

let slack: Awaited<ReturnType<typeof start>>;
beforeEach(async () => {
  slack = await start({ speed: 100_000 });
});
afterEach(() => slack.close());

const id = (where: string) => findChannel(slack.world, where).id;
const told = () =>
  slack.world.deliveries.map(({ payload }) => (payload as { event: { type: string } }).event);
const toldTypes = () => told().map(({ type }) => type);

test("two workspaces install, each with its own token, and one goes away", async () => {
  const { clientId, clientSecret } = slack.world.app;
  const redirect = "https://footnote.example/slack/oauth";
  const query = `client_id=${clientId}&scope=chat:write,channels:read&state=s1&redirect_uri=${redirect}`;
  const page = await fetch(`${slack.url}/oauth/v2/authorize?${query}`);
  expect(await page.text()).toContain("asks for access");
  const asked = readConsent(slack.world, new URLSearchParams(query));
  const back = new URL(allow(slack.world, asked, "nora"));
  expect(back.searchParams.get("state")).toBe("s1");
  const code = back.searchParams.get("code") ?? "";
  const web = client(slack, "");
  const exchange = () =>
    web.oauth.v2.access({ client_id: clientId, client_secret: clientSecret, code });
  const granted = await exchange();
  expect(granted.team?.id).toBe(slack.company.partnerTeamId);
  expect(await refusal(exchange())).toBe("invalid_code");
  const theirs = client(slack, granted.access_token ?? "");
  expect((await theirs.auth.test()).team).toBe("North Freight");
  expect(await refusal(theirs.conversations.info({ channel: id("#help") }))).toBe(
    "channel_not_found",
  );
  uninstall(slack.world, slack.company.partnerTeamId);
  expect(await refusal(theirs.auth.test())).toBe("account_inactive");
  expect((await client(slack).auth.test()).ok).toBe(true);
  expect(toldTypes()).toEqual(["tokens_revoked", "app_uninstalled"]);
});

test("rotated tokens expire and are renewed", async () => {
  const { app, clock } = slack.world;
  app.manifest.settings.token_rotation_enabled = true;
  const installed = install(slack.world, slack.company.teamId, "olga");
  const old = client(slack, installed.botToken);
  clock.advance(13 * 3_600_000);
  expect(await refusal(old.auth.test())).toBe("token_expired");
  const fresh = await old.oauth.v2.access({
    client_id: app.clientId,
    client_secret: app.clientSecret,
    grant_type: "refresh_token",
    refresh_token: installed.refreshToken ?? "",
  });
  expect((await client(slack, fresh.access_token ?? "").auth.test()).ok).toBe(true);
});

test("who joins, leaves, changes, and what becomes of channels, is told", async () => {
  const { people, company } = slack;
  people.join("gina", "#general");
  people.leave("gina", "#general");
  people.inviteApp("amy", "#random");
  people.kickApp("amy", "#random");
  people.archive("#people-team", "olga");
  people.rename("#website", "site");
  people.deleteChannel("#site");
  people.share("#general", company.partnerTeamId);
  people.hire(company.teamId, { name: "zoe" });
  people.changeUser("ben", { email: "b.okoro@lakeside-bikes.test" });
  people.setGroupMembers("engineering", ["ben"]);
  people.changeUser("carla", { deactivated: true });
  expect(toldTypes()).toEqual([
    ...["message", "member_joined_channel", "member_left_channel"],
    ...["message", "member_joined_channel", "channel_left"],
    ...["group_archive", "channel_rename", "channel_deleted", "channel_shared"],
    ...["team_join", "user_change", "subteam_members_changed", "subteam_updated", "user_change"],
  ]);
  expect(told().at(-1)).toMatchObject({ user: { name: "carla", deleted: true } });
});

test("guests and people of another workspace are what they are", async () => {
  const web = client(slack);
  const of = async (name: string) => {
    const user = [...slack.world.users.values()].find((one) => one.name === name);
    return (await web.users.info({ user: user?.id ?? "" })).user;
  };
  expect(await of("gina")).toMatchObject({ is_restricted: true, is_ultra_restricted: false });
  expect(await of("sam")).toMatchObject({ is_restricted: true, is_ultra_restricted: true });
  expect(await of("nora")).toMatchObject({ is_stranger: true, is_admin: false });
  expect(await of("dora")).toMatchObject({ deleted: true });
  const { channel } = await web.conversations.info({ channel: id("#launch") });
  expect(channel).toMatchObject({ is_ext_shared: true, is_shared: true });
  const { members } = await web.conversations.members({ channel: id("#launch"), limit: 2 });
  expect(members).toHaveLength(2);
});

test("the agent's session: prompts, status, stop, and a stream that takes no more", async () => {
  const web = client(slack);
  const { people, world, company } = slack;
  people.openHome("amy", "messages");
  people.lookAt("amy", "#general");
  const asked = people.say("amy", "@amy", "how many holidays?");
  expect(told().at(-1)).toMatchObject({
    channel_type: "im",
    app_context: { entities: [{ type: "slack#/types/channel_id", value: id("#general") }] },
  });
  const at = { channel_id: asked.channelId, thread_ts: asked.ts };
  await web.agents.sessions.setStatus({ ...at, status: "processing", title: "Holidays" });
  await web.assistant.threads.setStatus({ ...at, status: "is searching…" });
  expect(slack.read("amy", "@amy")).toContain("(Footnote is searching…)");
  const place = { channel: asked.channelId, thread_ts: asked.ts };
  const { ts = "" } = await web.chat.startStream({ ...place, markdown_text: "Ten" });
  people.stopAgent("amy", "@amy", asked.ts);
  expect(told().at(-1)).toMatchObject({ streaming_message_ts: [ts], user: asked.user });
  const more = { channel: asked.channelId, ts, markdown_text: " days" };
  expect(await refusal(web.chat.appendStream(more))).toBe("message_not_in_streaming_state");
  expect(await refusal(web.chat.stopStream({ channel: asked.channelId, ts }))).toBe(
    "message_not_in_streaming_state",
  );
  await web.agents.sessions.setStatus({ ...at, status: "active" });
  people.renameSession("amy", "@amy", asked.ts, "My holidays");
  expect(told().at(-1)).toMatchObject({ title: "My holidays", previous_title: "Holidays" });
  const prompts = [{ title: "Holidays", message: "How many?" }] as const;
  const channel_id = asked.channelId;
  await web.assistant.threads.setSuggestedPrompts({ channel_id, prompts: [...prompts] });
  expect(world.complaints).toEqual([]);
  const inThread = { channel_id, thread_ts: asked.ts, prompts: [...prompts] };
  await web.assistant.threads.setSuggestedPrompts(inThread);
  expect(world.complaints).toHaveLength(1);
  const outside = { channel: id("#help"), thread_ts: people.say("amy", "#help", "x").ts };
  expect(await refusal(web.chat.startStream(outside))).toBe("missing_recipient_user_id");
  const to = { recipient_user_id: asked.user, recipient_team_id: company.teamId };
  expect((await web.chat.startStream({ ...outside, ...to })).ok).toBe(true);
});
