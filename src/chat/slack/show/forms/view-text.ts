import type { types } from "@slack/bolt";
import { cut } from "../render/escape.ts";

/** Text that Slack reads nothing into. */
export function plain(text: string, most: number): types.PlainTextElement {
  return { type: "plain_text", text: cut(text, most), emoji: false };
}
