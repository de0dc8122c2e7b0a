import type { World } from "../../world.ts";
import { escapeHtml } from "../escape-html.ts";
import { mrkdwnToHtml } from "../mrkdwn.ts";
import { withEmoji } from "../names.ts";

/** A text object, or bare words, as HTML. */
export function textHtml(world: World, text: unknown): string {
  if (typeof text !== "object" || text === null) return withEmoji(escapeHtml(String(text ?? "")));
  const { type, text: words } = text as { type: string; text: string };
  if (type === "mrkdwn") return mrkdwnToHtml(world, words);
  return withEmoji(escapeHtml(words)).replaceAll("\n", "<br>");
}
