import type { types } from "@slack/bolt";
import type { ProposalForm, ProposalValues } from "../../proposal-forms.ts";
import type { SlackSubmission } from "../events/slack-interaction.ts";
import { plain } from "../show/forms/view-text.ts";
import type { RememberedMessage } from "./read-target.ts";

/** Of the modal; its blocks and elements are called as the fields. */
export const PROPOSAL_FORM = "proposal-form";
export const PROPOSAL_TITLE = "Verified answer";

const FIELDS = { question: "question", text: "text", how: "how" } as const;
const QUEUE = "queue";
const AT_ONCE = "at-once";
const MOST = { title: 24, label: 150, text: 2_000, option: 75, question: 1_000, input: 3_000 };

/** The modal in which a message is made into a proposal. */
export function proposalView(
  { question, text, mayVerify }: ProposalForm,
  message: RememberedMessage,
): types.ModalView {
  const isCut = text.length > MOST.input;
  const intro =
    "An admin looks at it first. Then whoever asks the question, and may read the place that this was said in, gets this answer.";
  const cut = " It is longer than a form can hold: its end is left out here.";
  return {
    type: "modal",
    callback_id: PROPOSAL_FORM,
    private_metadata: JSON.stringify(message),
    title: plain(PROPOSAL_TITLE, MOST.title),
    submit: plain(mayVerify ? "Save" : "Propose", MOST.title),
    close: plain("Cancel", MOST.title),
    blocks: [
      { type: "section", text: plain(isCut ? intro + cut : intro, MOST.text) },
      input(FIELDS.question, "Question", question, { most: MOST.question, multiline: false }),
      input(FIELDS.text, "Answer", text, { most: MOST.input, multiline: true }),
      ...(mayVerify ? [howBlock()] : []),
    ],
  };
}

/** What was filled in, whatever of it is missing. */
export function readProposal({ view }: SlackSubmission): ProposalValues {
  const field = (name: string) => view.state.values[name]?.[name];
  return {
    question: field(FIELDS.question)?.value ?? "",
    text: field(FIELDS.text)?.value ?? "",
    atOnce: field(FIELDS.how)?.selected_option?.value === AT_ONCE,
  };
}

function input(
  name: string,
  label: string,
  initial: string,
  { most, multiline }: { most: number; multiline: boolean },
): types.InputBlock {
  // Slack shows one line where there is one.
  const shown = plain(multiline ? initial : initial.replaceAll(/\s+/g, " ").trim(), most).text;
  return {
    type: "input",
    block_id: name,
    label: plain(label, MOST.label),
    element: {
      type: "plain_text_input",
      action_id: name,
      multiline,
      max_length: most,
      ...(shown === "" ? {} : { initial_value: shown }),
    },
  };
}

function howBlock(): types.InputBlock {
  const queue = { text: plain("Put it into the review queue", MOST.option), value: QUEUE };
  const atOnce = { text: plain("Verify at once", MOST.option), value: AT_ONCE };
  return {
    type: "input",
    block_id: FIELDS.how,
    label: plain("What becomes of it", MOST.label),
    element: {
      type: "radio_buttons",
      action_id: FIELDS.how,
      options: [queue, atOnce],
      initial_option: queue,
    },
  };
}
