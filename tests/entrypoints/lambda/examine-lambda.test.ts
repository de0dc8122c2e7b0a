import { expect, it } from "vitest";
import { type Config, readConfig } from "../../../src/config.ts";
import { examineLambda } from "../../../src/entrypoints/examine/examine-lambda.ts";

const QUEUES = {
  FOOTNOTE_SQS_WORK_URL: "https://sqs.eu-central-1.amazonaws.com/1/work",
  FOOTNOTE_SQS_DELIVERIES_URL: "https://sqs.eu-central-1.amazonaws.com/1/deliveries",
  FOOTNOTE_SQS_SYNCS_URL: "https://sqs.eu-central-1.amazonaws.com/1/syncs",
  FOOTNOTE_SQS_DEAD_LETTERS_URL: "https://sqs.eu-central-1.amazonaws.com/1/dead-letters",
};
const COMPLETE = {
  ...QUEUES,
  DATABASE_URL: "postgres://footnote:secret@db.example.com/footnote",
  PINECONE_API_KEY: "pcsk_test",
  FOOTNOTE_EMBEDDER: "none",
  FOOTNOTE_SECRET_KEY: "A".repeat(43),
  FOOTNOTE_PUBLIC_URL: "https://footnote.example.com",
  SLACK_BOT_TOKEN: "xoxb-test",
  SLACK_SIGNING_SECRET: "0123456789abcdef0123456789abcdef",
};

const config = (environment: Record<string, string>): Config => readConfig({}, environment);
const fixes = (environment: Record<string, string>) =>
  examineLambda(config(environment)).map(({ ok, fix }) => (ok ? "ok" : fix));

it("asks for nothing where no queue of SQS is configured", () => {
  expect(examineLambda(config({}))).toEqual([]);
});

it("is content with what keeps nothing on one machine", () => {
  expect(fixes(COMPLETE)).toEqual(["ok"]);
});

it.each([
  ["DATABASE_URL", /DATABASE_URL/],
  ["PINECONE_API_KEY", /FOOTNOTE_INDEX to pinecone/],
  ["FOOTNOTE_EMBEDDER", /FOOTNOTE_EMBEDDER/],
  ["FOOTNOTE_SECRET_KEY", /FOOTNOTE_SECRET_KEY/],
  ["FOOTNOTE_PUBLIC_URL", /FOOTNOTE_PUBLIC_URL/],
] as const)("asks for %s", (name, fix) => {
  const { [name]: _, ...rest } = COMPLETE;
  expect(fixes(rest)).toEqual([expect.stringMatching(fix)]);
});

it("asks for Slack over HTTP", () => {
  const { SLACK_SIGNING_SECRET: _, ...rest } = COMPLETE;
  expect(fixes({ ...rest, SLACK_APP_TOKEN: "xapp-1-test" })).toEqual([
    expect.stringMatching(/SLACK_SIGNING_SECRET/),
  ]);
});

it("takes all queues or none", () => {
  const { FOOTNOTE_SQS_SYNCS_URL: _, ...rest } = QUEUES;
  expect(() => config(rest)).toThrow(
    /FOOTNOTE_SQS_WORK_URL is set, but not FOOTNOTE_SQS_SYNCS_URL/,
  );
});
