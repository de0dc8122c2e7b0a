import type { TeamsActivity } from "../events/teams-activity.ts";
import type { InvokeReply } from "../receive/invoke-reply.ts";
import type { Attachment } from "./elements.ts";

/** An invoke that waits for an answer, as far as forms read it. Its value is data of anybody's. */
export type FormInvoke = Pick<TeamsActivity, "id" | "name" | "value" | "replyToId">;

/** Instead of the card that was pressed, for the one who did. */
export function cardReply({ contentType, content }: Attachment): InvokeReply {
  return { status: 200, body: { statusCode: 200, type: contentType, value: content } };
}

/** Said below the card that was pressed, to the one who did. */
export function messageReply(text: string): InvokeReply {
  const type = "application/vnd.microsoft.activity.message";
  return { status: 200, body: { statusCode: 200, type, value: text } };
}

/** A dialog with a form. */
export function dialogReply(title: string, card: Attachment): InvokeReply {
  const value = { title, width: "medium", height: "medium", card };
  return { status: 200, body: { task: { type: "continue", value } } };
}

/** A dialog that only says something. */
export function saidReply(text: string): InvokeReply {
  return { status: 200, body: { task: { type: "message", value: text } } };
}
