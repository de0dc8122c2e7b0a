import type { RoomPlatform } from "../../../chat-rooms.ts";
import { plain } from "../../cards/plain-text.ts";
import type { OutgoingActivity } from "../../connect/teams-connector.ts";
import { textToMarkdown } from "../render/markdown/teams-markdown.ts";
import type { ShowDeps } from "../show-deps.ts";
import { sayOnce } from "./say-once.ts";

/** Teams shows no more. */
const MOST_QUESTIONS = 3;
const MOST_TITLE = 75;
const MOST_QUESTION = 300;
const OFFER = "You can ask me, for example:";

/** `RoomPlatform.suggestQuestions`: questions to press, at most once a day. */
export function createSuggestQuestions(
  deps: ShowDeps,
): NonNullable<RoomPlatform["suggestQuestions"]> {
  return async (roomId, questions) => {
    const room = await deps.storage.conversations.get(roomId);
    // Elsewhere everybody would be offered what one person may read.
    if (room?.kind !== "personal") return;
    const day = new Date(deps.now()).toISOString().slice(0, 10);
    const key = `questions:${roomId}:${day}`;
    const mri = room.person && (await deps.storage.people.get(room.person))?.mri;
    const offered = questions.slice(0, MOST_QUESTIONS).map((question) => ({
      type: "imBack",
      title: plain(question, MOST_TITLE),
      value: plain(question, MOST_QUESTION),
    }));
    // The buttons are narrow, and gone with the next message. In one line, as beside buttons not
    // all of Teams' look-alikes read Markdown.
    const told = offered.map(({ value }) => textToMarkdown(value)).join(" · ");
    const message: OutgoingActivity = {
      type: "message",
      text: `${OFFER} ${told}`,
      textFormat: "markdown",
      suggestedActions: { to: mri === undefined ? [] : [mri], actions: offered },
    };
    await sayOnce({ key, roomId, message }, deps);
  };
}
