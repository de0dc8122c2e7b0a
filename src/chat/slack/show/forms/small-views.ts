import type { types } from "@slack/bolt";
import type { FormOption } from "../../../admin-forms.ts";
import { plain } from "./view-text.ts";

/** The modal that asks for the kind of a new source. */
export const kindModal = {
  callbackId: "source-kind",
  blockId: "kind",
  actionId: "kind",
} as const;

const MOST_TITLE = 24;
const MOST_TEXT = 2_000;
const MOST_OPTION = 75;

export function kindView(kinds: readonly FormOption[]): types.ModalView {
  return {
    type: "modal",
    callback_id: kindModal.callbackId,
    title: plain("Add a source", MOST_TITLE),
    submit: plain("Next", MOST_TITLE),
    close: plain("Cancel", MOST_TITLE),
    blocks: [
      {
        type: "input",
        block_id: kindModal.blockId,
        label: plain("Where the documents are", MOST_TEXT),
        element: {
          type: "radio_buttons",
          action_id: kindModal.actionId,
          options: kinds.map(({ value, label }) => ({ text: plain(label, MOST_OPTION), value })),
        },
      },
    ],
  };
}

/** A modal that only says something. */
export function sentenceView(sentence: string, title = "Sources"): types.ModalView {
  return {
    type: "modal",
    title: plain(title, MOST_TITLE),
    close: plain("Close", MOST_TITLE),
    blocks: [{ type: "section", text: plain(sentence, MOST_TEXT) }],
  };
}
