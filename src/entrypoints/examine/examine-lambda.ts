import type { Config } from "../../config.ts";
import type { Check } from "./check.ts";

/** What Lambda cannot do without; elsewhere nothing is asked for. */
export function examineLambda(config: Config): Check[] {
  if (config.sqs === undefined) return [];
  const name = "lambda";
  const missing = NEEDS.filter(({ isMet }) => !isMet(config));
  if (missing.length === 0) {
    return [{ name, ok: true, detail: "nothing that it needs is kept on one machine" }];
  }
  return missing.map(({ detail, fix }) => ({ name, ok: false, detail, fix }));
}

const NEEDS: readonly { isMet: (config: Config) => boolean; detail: string; fix: string }[] = [
  {
    isMet: ({ postgres }) => postgres !== undefined,
    detail: "the state would be lost with each instance",
    fix: "set DATABASE_URL to a Postgres database",
  },
  {
    isMet: ({ index }) => index.pinecone !== undefined,
    detail: "an index in a file would be lost with each instance, and seen by no other",
    fix: "set FOOTNOTE_INDEX to pinecone, with PINECONE_API_KEY",
  },
  {
    isMet: ({ embedder }) => embedder.kind !== "local",
    detail: "the local embedder is not in the package",
    fix: "set FOOTNOTE_EMBEDDER to openai, with OPENAI_BASE_URL or OPENAI_API_KEY, or to none",
  },
  {
    isMet: ({ secretKey }) => secretKey !== undefined,
    detail: "the key that is made in the data folder would be another one in each instance",
    fix: "set FOOTNOTE_SECRET_KEY, which `openssl rand -base64 32` makes",
  },
  {
    isMet: ({ publicUrl }) => publicUrl !== undefined,
    detail: "links lead to no address that people can reach",
    fix: "set FOOTNOTE_PUBLIC_URL to the address of the HTTP API",
  },
  {
    isMet: ({ slack }) => slack === undefined || slack.signingSecret !== undefined,
    detail: "nobody is there to hold Slack's Socket Mode open",
    fix: "set SLACK_SIGNING_SECRET instead of SLACK_APP_TOKEN, see deploy/slack/README.md",
  },
];
