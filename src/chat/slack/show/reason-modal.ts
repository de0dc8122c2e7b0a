import type { types } from "@slack/bolt";
import { voteReasons } from "../../chat-platform.ts";
import { voteReasonLabels } from "../../vote-reason-labels.ts";
import { reasonModal, type VoteTarget, voteValue } from "../actions.ts";

const MOST_CHARACTERS = 3_000;

/** Asks why an answer or one of its citations is disliked; the vote itself is kept already. */
export function reasonModalView(target: VoteTarget): types.ModalView {
  const { reason, correction, callbackId } = reasonModal;
  const what = target.citation === 0 ? "this answer" : `source [${target.citation}]`;
  return {
    type: "modal",
    callback_id: callbackId,
    private_metadata: voteValue(target),
    title: plain("What was wrong?"),
    submit: plain("Send"),
    close: plain("Skip"),
    blocks: [
      {
        type: "section",
        text: plain(`Thank you, your vote on ${what} is kept. Both fields may stay empty.`),
      },
      {
        type: "input",
        block_id: reason.blockId,
        optional: true,
        label: plain("Reason"),
        element: {
          type: "static_select",
          action_id: reason.actionId,
          placeholder: plain("Choose one"),
          options: voteReasons.map((value) => ({ text: plain(voteReasonLabels[value]), value })),
        },
      },
      {
        type: "input",
        block_id: correction.blockId,
        optional: true,
        label: plain("What would be right?"),
        element: {
          type: "plain_text_input",
          action_id: correction.actionId,
          multiline: true,
          max_length: MOST_CHARACTERS,
        },
      },
    ],
  };
}

function plain(text: string): types.PlainTextElement {
  return { type: "plain_text", text, emoji: false };
}
