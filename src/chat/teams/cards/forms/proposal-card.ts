import { z } from "zod";
import type { FormErrors } from "../../../admin-forms.ts";
import type { ProposalForm, ProposalValues } from "../../../proposal-forms.ts";
import { type Attachment, adaptiveCard, type CardElement, submit, textBlock } from "../elements.ts";
import { choiceInput, MOST_INPUT, mistake, textInput } from "./form-inputs.ts";

export const PROPOSAL_TITLE = "Verified answer";

const INTRO =
  "An admin looks at it first. Then whoever asks the question, and may read the place that this was said in, gets this answer.";
const CUT = "It is longer than a form can hold: its end is left out here.";
const QUEUE = "queue";
const AT_ONCE = "at-once";
const MOST_QUESTION = 1_000;

/** The message that a form is about, by the ids of Teams; what comes back of it is looked up anew. */
export const remembered = z.object({
  messageId: z.string().regex(/^[\w.:-]{1,128}$/),
  rootId: z
    .string()
    .regex(/^[\w.:-]{1,128}$/)
    .optional(),
  /** Decided again when it is sent off. */
  mayVerify: z.boolean().optional(),
});

export type RememberedMessage = z.infer<typeof remembered>;

/** The dialog in which a message is made into a proposal. */
export function proposalCard(
  { question, text, mayVerify, atOnce = false }: ProposalValuesShown,
  message: RememberedMessage,
  errors: FormErrors = {},
): Attachment {
  const wrong = (name: string) => (errors[name] === undefined ? [] : [mistake(errors[name])]);
  const body: CardElement[] = [
    textBlock(INTRO),
    ...(text.length > MOST_INPUT ? [textBlock(CUT)] : []),
    textInput({ id: "question", label: "Question", value: question, most: MOST_QUESTION }),
    ...wrong("question"),
    textInput({ id: "text", label: "Answer", value: text, isMultiline: true }),
    ...wrong("text"),
    ...(mayVerify ? [howInput(atOnce)] : []),
  ];
  const data = { ...message, mayVerify };
  return adaptiveCard(body, [submit(data, mayVerify ? "Save" : "Propose", "primary")]);
}

type ProposalValuesShown = Pick<ProposalForm, "question" | "text" | "mayVerify"> & {
  atOnce?: boolean;
};

const filledIn = z.object({
  question: z.string().catch("").default(""),
  text: z.string().catch("").default(""),
  how: z.string().optional().catch(undefined),
});

/** What was filled in, whatever of it is missing. */
export function readProposal(data: unknown): ProposalValues {
  const { question = "", text = "", how } = filledIn.safeParse(data).data ?? {};
  return { question, text, atOnce: how === AT_ONCE };
}

function howInput(atOnce: boolean): CardElement {
  const options = [
    { value: QUEUE, label: "Put it into the review queue" },
    { value: AT_ONCE, label: "Verify at once" },
  ];
  const value = atOnce ? AT_ONCE : QUEUE;
  return choiceInput({ id: "how", label: "What becomes of it", value }, options, "expanded");
}
