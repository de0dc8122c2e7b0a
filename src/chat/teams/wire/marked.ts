import type { Attachment, CardContent } from "../cards/card-types.ts";
import { textBlock } from "../cards/elements.ts";
import type { OutgoingActivity } from "../connect/teams-connector.ts";

const REPEATED = "You may see this twice: Teams did not say whether it arrived before.";

/** The same as what it may be: the repetition of something that is there already. */
export function marked({ text, attachments = [], ...rest }: OutgoingActivity): OutgoingActivity {
  // With words beside it, a card would become two messages.
  if (attachments.length > 0) return { ...rest, attachments: attachments.map(markedCard) };
  return { ...rest, text: `*${REPEATED}*\n\n${text ?? ""}`, textFormat: "markdown" };
}

function markedCard({ content, ...attachment }: Attachment): Attachment {
  const { body } = content as CardContent;
  return { ...attachment, content: { ...content, body: [textBlock(REPEATED), ...body] } };
}
