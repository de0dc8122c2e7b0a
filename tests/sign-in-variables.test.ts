import { expect, test } from "vitest";
import { readConfig } from "../src/config.ts";

const SLACK = {
  SLACK_BOT_TOKEN: "xoxb-1",
  SLACK_APP_TOKEN: "xapp-1",
  SLACK_CLIENT_ID: "1.2",
  SLACK_CLIENT_SECRET: "secret",
};
const TEAMS = {
  TEAMS_APP_ID: "5b9c2a34-0c1d-4e0e-9f3a-2d6c5e7f8a90",
  TEAMS_APP_PASSWORD: "secret",
  TEAMS_TENANT_ID: "0f3b8d52-6a1c-4c55-8d5e-b1f0a7c3e2d4",
};
const PUBLIC = { FOOTNOTE_PUBLIC_URL: "https://footnote.example.com" };

const read = (environment: Record<string, string>) => readConfig({}, environment);
const refusal = (environment: Record<string, string>) => {
  try {
    read(environment);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
};

test("without sign-in, Footnote listens on this machine alone", () => {
  expect(read({})).toMatchObject({ host: "127.0.0.1", signIn: undefined });
  for (const host of ["localhost", "::1", "127.0.0.2"]) {
    expect(read({ FOOTNOTE_HOST: host }).host).toBe(host);
  }
  for (const host of ["0.0.0.0", "::", "10.0.0.5", "127.evil.example"]) {
    const sentence = `FOOTNOTE_HOST=${host} would show documents to whoever finds this address: set FOOTNOTE_SIGN_IN, or unset FOOTNOTE_HOST.`;
    expect(refusal({ FOOTNOTE_HOST: host })).toBe(sentence);
  }
});

test("people sign in with Slack, Microsoft or both", () => {
  const both = { ...SLACK, ...TEAMS, ...PUBLIC, FOOTNOTE_SIGN_IN: "Microsoft, slack" };
  const config = read({ ...both, FOOTNOTE_HOST: "0.0.0.0" });
  expect(config).toMatchObject({ host: "0.0.0.0", signIn: { providers: ["slack", "microsoft"] } });
  expect(config.slack).toMatchObject({
    botToken: "xoxb-1",
    oauth: undefined,
    signIn: { clientId: "1.2", clientSecret: "secret" },
  });
  expect(config.teams?.isSignInOn).toBe(true);
  const { SLACK_BOT_TOKEN: _, ...several } = SLACK;
  const installed = { ...several, ...PUBLIC, SLACK_TEAM_IDS: "T1", FOOTNOTE_SIGN_IN: "slack" };
  expect(read(installed).slack).toMatchObject({ oauth: { teamIds: ["T1"] }, signIn: {} });
});

test.each([
  [{ FOOTNOTE_SIGN_IN: "slack" }, /SLACK_CLIENT_ID is not set/],
  [{ FOOTNOTE_SIGN_IN: "google" }, /"google" is neither slack nor microsoft/],
  [{ FOOTNOTE_SIGN_IN: "," }, /is neither slack nor microsoft/],
  [{ FOOTNOTE_SIGN_IN: "microsoft", ...PUBLIC }, /Teams is not switched on/],
  [{ FOOTNOTE_SIGN_IN: "microsoft", ...PUBLIC, TEAMS_PLAYGROUND: "on" }, /./],
  [{ FOOTNOTE_SIGN_IN: "slack", ...SLACK }, /but not FOOTNOTE_PUBLIC_URL/],
  [{ ...SLACK }, /SLACK_TEAM_IDS|unset one/],
  [{ FOOTNOTE_SIGN_IN: "slack", ...SLACK, ...PUBLIC, SLACK_TEAM_IDS: "T1" }, /unset one of them/],
  [
    {
      FOOTNOTE_SIGN_IN: "slack",
      SLACK_CLIENT_ID: "1",
      SLACK_CLIENT_SECRET: "s",
      ...PUBLIC,
    },
    /SLACK_TEAM_IDS/,
  ],
])("%j is refused in one sentence", (environment, sentence) => {
  expect(refusal(environment as Record<string, string>)).toMatch(sentence);
});
