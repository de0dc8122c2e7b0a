import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { webApi } from "@slack/bolt";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { readManifestFile } from "../state/read-manifest.ts";
import { start } from "./start.ts";

const LITTLE = `
display_information: { name: Little }
features:
  bot_user: { display_name: Little }
oauth_config:
  scopes: { bot: [app_mentions:read, chat:write] }
settings:
  event_subscriptions: { bot_events: [app_mention] }
  socket_mode_enabled: true
`;

function fileWith(text: string): string {
  const path = join(temporaryFolder("manifest"), "manifest.yaml");
  writeFileSync(path, text);
  return path;
}

test("an app may do, hear and offer what its manifest says, and no more", async () => {
  const slack = await start({ manifest: readManifestFile(fileWith(LITTLE)) });
  onTestFinished(slack.close);
  const { world, people, company, apiUrl } = slack;
  const client = new webApi.WebClient(company.botToken, {
    slackApiUrl: apiUrl,
    logLevel: webApi.LogLevel.ERROR,
  });
  const channel = [...world.channels.values()].find(({ name }) => name === "general")?.id ?? "";
  expect(await client.chat.postMessage({ channel, text: "Here." })).toMatchObject({ ok: true });
  await expect(client.users.info({ user: company.botUserId })).rejects.toMatchObject({
    data: { error: "missing_scope", needed: "users:read" },
  });
  people.say("amy", "#general", "nobody hears this");
  people.mention("amy", "#general", "and this is heard");
  expect(world.deliveries.map(({ what }) => what)).toEqual(["app_mention"]);
  expect(() => people.command("amy", "#general", "/footnote help")).toThrow("not a command");
  const page = await (await fetch(`${slack.url}/?as=gina`)).text();
  expect(page).not.toMatch(/\/footnote|verified answer/);
  expect(await (await fetch(`${slack.url}/?as=amy`)).text()).toContain("<h1># general");
});

test.each([
  [LITTLE.replace("chat:write", "chat:writes"), "chat:writes is no scope"],
  [LITTLE.replace("[app_mention]", "[app_mentions]"), "app_mentions is no event"],
  [LITTLE.replace("app_mentions:read, ", ""), "app_mention needs the scope app_mentions:read"],
  [LITTLE.replace("[app_mention]", "[app_mention, app_mention]"), "stands there twice"],
  [
    LITTLE.replace("socket_mode_enabled: true", "socket_mode_enabled: false"),
    "needs a request_url",
  ],
  [`${LITTLE}  socket_mode: true\n`, "socket_mode"],
  [LITTLE.replace("{ name: Little }", "{}"), "name"],
  [
    LITTLE.replace(
      "  bot_user",
      "  slash_commands: [{ command: foot, description: x }]\n  bot_user",
    ),
    "command",
  ],
])("a manifest that Slack would refuse is refused, and said why", (text, why) => {
  expect(() => readManifestFile(fileWith(text))).toThrow(why);
});
