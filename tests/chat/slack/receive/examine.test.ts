import { pino } from "pino";
import { expect, test } from "vitest";
import {
  examineEvents,
  examineWorkspace,
  slackScopes,
} from "../../../../src/chat/slack/examine-workspace.ts";
import { manifestSchema } from "../../../counterparts/slack/shapes/app.ts";
import { checkManifest } from "../../../counterparts/slack/state/check-manifest.ts";
import { readManifest, startSlack } from "./start-slack.ts";

const silent = pino({ level: "silent" });

test("both manifests are good, and ask for the scopes that are looked for, no others", () => {
  for (const over of ["http", "socket"] as const) {
    const manifest = manifestSchema.parse(readManifest(over));
    expect(checkManifest(manifest)).toEqual([]);
    expect(manifest.oauth_config.scopes.bot).toEqual([...slackScopes]);
    expect(manifest.settings.socket_mode_enabled).toBe(over === "socket");
    const back = over === "http" ? ["https://footnote.example.com/slack/oauth_redirect"] : [];
    expect(manifest.oauth_config.redirect_urls).toEqual(back);
  }
});

test("doctor says whose token it is, what is missing, and which token is wrong", async () => {
  const { slack } = await startSlack({ over: "socket" });
  const { appToken } = slack.world.app;
  const { botToken } = slack.company;
  const given = { botToken, appToken, signingSecret: undefined, slackApiUrl: slack.apiUrl };
  const good = await examineWorkspace(given, silent);
  expect(good).toMatchObject({ ok: true, detail: "footnote in Lakeside Bikes, over Socket Mode" });
  const wrongApp = await examineWorkspace({ ...given, appToken: "xapp-wrong" }, silent);
  expect(wrongApp).toMatchObject({ ok: false, detail: expect.stringContaining("SLACK_APP_TOKEN") });
  const wrongBot = await examineWorkspace({ ...given, botToken: "xoxb-wrong" }, silent);
  expect(wrongBot).toMatchObject({ ok: false, detail: expect.stringContaining("invalid_auth") });
  const [installed] = slack.world.installations;
  installed?.scopes.splice(installed.scopes.indexOf("users:read"), 1);
  const less = await examineWorkspace(given, silent);
  expect(less).toMatchObject({
    ok: false,
    detail: expect.stringMatching(/lacks the scopes users:read$/),
  });
});

test("doctor names the address at which no Slack is, and the variable that says it", async () => {
  const { slack } = await startSlack({ over: "socket" });
  const given = { botToken: slack.company.botToken, appToken: slack.world.app.appToken };
  const options = { ...given, signingSecret: undefined, slackApiUrl: slack.apiUrl };
  await slack.close();
  const detail = `Slack cannot be reached at ${slack.apiUrl}`;
  const fix = expect.stringContaining("FOOTNOTE_SLACK_API_URL");
  expect(await examineWorkspace(options, silent)).toEqual({ ok: false, detail, fix });
  const events = await examineEvents(options, silent);
  expect(events).toMatchObject({ ok: false, detail: expect.stringContaining(detail) });
});
