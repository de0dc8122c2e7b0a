import { createHash } from "node:crypto";
import { addressPattern } from "../../../text/addresses.ts";

/*
 * The log holds no name of anybody but a token: a hash over the name and a random salt. Which name
 * it is lies beside the log and can be erased; the log stays as it is, and so does its chain.
 */

/** In a chat: platform, workspace, and somebody or something there. */
const CHAT_ID = /^[a-z]+:[^\s:]+:[^\s:]+$/;
const TOKEN = /person:[\w-]{43}/;
const NAMES = new RegExp(`${TOKEN.source}|${addressPattern(TOKEN.source)}`, "gu");
const TOKENS = new RegExp(TOKEN.source, "g");

/** The token of this name under this salt; nobody without the salt can tell whose it is. */
export function tokenOf(name: string, salt: string): string {
  return `person:${createHash("sha256").update(`${salt} ${name}`).digest("base64url")}`;
}

/** The same value with each name in it replaced, wherever it stands but in keys. */
export function replaceNames(value: unknown, replace: (name: string) => string): unknown {
  return mapStrings(value, (text) =>
    CHAT_ID.test(text) ? replace(text) : text.replace(NAMES, replace),
  );
}

/** The same value with each token in it replaced. */
export function replaceTokens(value: unknown, replace: (token: string) => string): unknown {
  return mapStrings(value, (text) => text.replace(TOKENS, replace));
}

function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((one) => mapStrings(one, change));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, one]) => [key, mapStrings(one, change)]));
}
