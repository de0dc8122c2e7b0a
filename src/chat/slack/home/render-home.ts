import type { types } from "@slack/bolt";
import type { AdminReply } from "../../admin-reply.ts";
import { plain, renderRows } from "../commands/render-reply.ts";

/** Of Slack's 100, less one for saying that there is more. */
const MOST_BLOCKS = 99;
/** A view holds 250 kB in all: of letters that take four bytes, this is half of it. */
const MOST_CHARACTERS = 30_000;
const MOST_TITLE = 150;

/** The blocks of a home: a heading over each list, a line between two. */
export function renderHome(home: AdminReply): types.KnownBlock[] {
  return renderRows(home, {
    mostBlocks: MOST_BLOCKS,
    mostCharacters: MOST_CHARACTERS,
    heading: (title) => [
      { type: "divider" },
      {
        type: "header",
        text: { type: "plain_text", text: plain(title, MOST_TITLE), emoji: false },
      },
    ],
  });
}
