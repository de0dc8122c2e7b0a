import { expect, onTestFinished, test } from "vitest";
import { readConfig } from "../../../../src/config.ts";
import { readManifest } from "../../../chat/slack/receive/start-slack.ts";
import { environmentLines } from "../environment.ts";
import { startSlackCounterpart } from "../start-slack-counterpart.ts";

test.each(["socket", "http"] as const)(
  "what is printed connects Footnote over %s",
  async (over) => {
    const slack = await startSlackCounterpart({ manifest: readManifest(over) });
    onTestFinished(slack.close);
    const { appToken, signingSecret } = slack.world.app;
    const given = environmentLines(slack).map((line) => line.replace("export ", "").split("="));
    expect(readConfig({}, Object.fromEntries(given) as Record<string, string>).slack).toMatchObject(
      {
        botToken: slack.company.botToken,
        slackApiUrl: slack.apiUrl,
        appToken: over === "socket" ? appToken : undefined,
        signingSecret: over === "http" ? signingSecret : undefined,
      },
    );
  },
);
