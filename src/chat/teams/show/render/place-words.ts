import type { TeamsConversation } from "../../../../storage/ports/teams-storage.ts";
import { plain } from "../../cards/plain-text.ts";
import { textToMarkdown } from "./markdown/teams-markdown.ts";

const MOST_QUESTION = 200;
const MOST_NAME = 80;

/** What people call a conversation where nobody knows its name. */
export function kindWord({ kind }: Pick<TeamsConversation, "kind">): "channel" | "chat" {
  return kind === "channel" ? "channel" : "chat";
}

/** Which place something is about that is said elsewhere, as Markdown with a link to it. */
export function placeMarkdown(
  name: string | undefined,
  kind: "channel" | "chat",
  address: string | undefined,
): string {
  const known = name === undefined ? "" : plain(name, MOST_NAME).trim();
  const nameless = kind === "chat" ? "a group chat" : "a channel";
  const words = known === "" ? nameless : `${kind} ${textToMarkdown(known)}`;
  return address === undefined ? words : `[${words}](${address})`;
}

/** The line above an answer that somebody reads alone, in their own chat. */
export function privateIntro(place: string, question: string): string {
  const words = plain(question, MOST_QUESTION).trim();
  return words === ""
    ? `Only for you, on your question in ${place}:`
    : `Only for you, on your question in ${place}: *${textToMarkdown(words)}*`;
}
