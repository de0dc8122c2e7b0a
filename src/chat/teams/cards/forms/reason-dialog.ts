import { z } from "zod";
import { voteReasons } from "../../../chat-platform.ts";
import { voteReasonLabels } from "../../../vote-reason-labels.ts";
import { teamsInputs } from "../../actions.ts";
import type { InvokeReply } from "../../receive/invoke-reply.ts";
import { adaptiveCard, type CardElement, submit, textBlock } from "../elements.ts";
import { dialogReply } from "../form-invoke.ts";
import { choiceInput, textInput } from "./form-inputs.ts";

const feedback = z.object({
  actionName: z.literal("feedback"),
  actionValue: z.object({ reaction: z.enum(["like", "dislike"]) }),
});

/** Some versions of Teams wrap it. */
const fetched = z.union([feedback, z.object({ data: feedback }).transform(({ data }) => data)]);

/**
 * The dialog behind the thumbs below an answer. What is chosen in it comes as `message/submitAction`,
 * with the inputs as JSON; a vote counts when that is sent off.
 */
export function askReason(value: unknown): InvokeReply | undefined {
  const read = fetched.safeParse(value).data;
  if (read === undefined) return undefined;
  if (read.actionValue.reaction === "like") {
    const thanks = textBlock("Good to hear. Send it, so that it counts.");
    return dialogReply("This answer helped", adaptiveCard([thanks], [submit({}, "Send")]));
  }
  const body = [textBlock("Both fields may stay empty."), ...reasonInputs()];
  return dialogReply("What was wrong?", adaptiveCard(body, [submit({}, "Send")]));
}

function reasonInputs(): CardElement[] {
  const reasons = voteReasons.map((value) => ({ value, label: voteReasonLabels[value] }));
  return [
    choiceInput({ id: teamsInputs.reason, label: "Reason", value: "" }, reasons, "expanded"),
    textInput({
      ...{ id: teamsInputs.correction, label: "What would be right?", value: "" },
      isMultiline: true,
    }),
  ];
}
