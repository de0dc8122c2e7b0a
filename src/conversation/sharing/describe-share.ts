import { type AdminReply, sentence } from "../../chat/admin-reply.ts";
import type { Outcome } from "../../storage/storage.ts";
import { SHARE_AS_IS } from "./share-as-is.ts";

export interface ShareNews {
  shareId: string;
  question: string;
  /** Something was posted, though less than the sharer was told. */
  isPosted: boolean;
  outcome: Outcome;
  /** What its people call the room: `channel`. */
  roomWord: string;
  /** Of the sources of the sharer's own answer, where they may share it as it is. */
  titles: string[] | undefined;
  /** Those of them that not everybody in the room may open. */
  beyond: string[];
  /** What else is to be said. */
  note: string | undefined;
}

const MOST_QUESTION = 150;
const MOST_TITLE = 40;
/** As many as a dialog has room for. */
const MOST_NAMED = 4;

/** What the sharer alone is told of their share: nothing that they did not know. */
export function describeShare(news: ShareNews): AdminReply {
  const { shareId, titles, beyond, note, roomWord } = news;
  const text = [whatHappened(news), note].filter(Boolean).join(" ");
  if (titles === undefined) return sentence(text);
  const count = `${beyond.length} of its ${titles.length} sources`;
  const warning =
    beyond.length === 0
      ? `Everybody in the ${roomWord} may open its sources.`
      : `Not everybody in the ${roomWord} may open ${count}: ${named(beyond)}. They will read what your answer says of it. The audit log keeps that you shared it.`;
  const button = {
    label: "Share my answer as it is",
    command: `${SHARE_AS_IS} ${shareId}`,
    confirm: warning,
  };
  const item = { title: "Your answer rests on", lines: titles, buttons: [button] };
  return {
    parts: [
      { type: "text", text },
      { type: "list", title: "", items: [item], none: "" },
    ],
  };
}

function whatHappened({ question, outcome, isPosted, titles, roomWord }: ShareNews): string {
  const about = `“${cut(question, MOST_QUESTION)}”`;
  const next =
    titles === undefined
      ? "ask there for somebody who knows, or send its sources to those who are to have them"
      : "share your answer as it is, or send its sources to those who are to have them";
  if (isPosted) {
    return `What I posted in the ${roomWord} on ${about} rests on other sources than your own answer, which stays with you; to go on, ${next}.`;
  }
  const why =
    outcome === "not-found" || outcome === "clarify"
      ? `for everybody there together I found nothing to share on ${about}`
      : `I could not answer ${about} for everybody there just now`;
  return `I posted nothing in the ${roomWord}, because ${why}; your own answer stays with you, and to go on, ${next}.`;
}

function named(titles: readonly string[]): string {
  const shown = titles.slice(0, MOST_NAMED).map((title) => `“${cut(title, MOST_TITLE)}”`);
  const left = titles.length - shown.length;
  return [...shown, ...(left > 0 ? [`${left} more`] : [])].join(", ");
}

function cut(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}
