import { expect, test } from "vitest";
import { readConfig } from "../src/config.ts";

const OAUTH = {
  SLACK_CLIENT_ID: "1.2",
  SLACK_CLIENT_SECRET: "secret",
  SLACK_TEAM_IDS: "T1, T2 T1",
  SLACK_SIGNING_SECRET: "signing",
  FOOTNOTE_PUBLIC_URL: "https://footnote.example.com/",
};

test("one workspace by token, or several by OAuth", () => {
  expect(readConfig({}, {}).slack).toBeUndefined();
  const one = readConfig({}, { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" });
  expect(one.slack).toMatchObject({ botToken: "xoxb-1", oauth: undefined });
  const oauth = {
    ...{ clientId: "1.2", clientSecret: "secret", teamIds: ["T1", "T2"] },
    publicUrl: "https://footnote.example.com",
  };
  expect(readConfig({}, OAUTH).slack).toMatchObject({ botToken: undefined, oauth });
});

test.each([
  [{ SLACK_BOT_TOKEN: "xoxb-1" }, "unset one of them"],
  [{ SLACK_CLIENT_ID: "" }, "SLACK_CLIENT_SECRET is set, but not SLACK_CLIENT_ID"],
  [{ SLACK_CLIENT_ID: "", SLACK_CLIENT_SECRET: "" }, "SLACK_TEAM_IDS is set, but not"],
  [{ SLACK_CLIENT_SECRET: "" }, "not SLACK_CLIENT_SECRET"],
  [{ SLACK_TEAM_IDS: "" }, "not SLACK_TEAM_IDS"],
  [{ SLACK_TEAM_IDS: "T1,lakeside" }, '"lakeside" is no id of a workspace'],
  [{ SLACK_TEAM_IDS: " , " }, "SLACK_TEAM_IDS is not usable"],
  [{ SLACK_SIGNING_SECRET: "" }, "SLACK_CLIENT_ID is set, but nothing brings events"],
  [{ FOOTNOTE_PUBLIC_URL: "" }, "not FOOTNOTE_PUBLIC_URL"],
  [{ FOOTNOTE_PUBLIC_URL: "http://footnote.example.com" }, "http:// only for this machine"],
  [{ FOOTNOTE_PUBLIC_URL: "ftp://x" }, "FOOTNOTE_PUBLIC_URL is not usable"],
])("what contradicts itself is said: %o", (change, sentence) => {
  expect(() => readConfig({}, { ...OAUTH, ...change })).toThrow(sentence);
});
