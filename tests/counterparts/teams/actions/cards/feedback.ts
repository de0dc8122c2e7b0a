import type { InvokeAnswer } from "../../delivery/invoke-answer.ts";
import { hasFeedback } from "../../render/conversation-text.ts";
import type { Message } from "../../shapes/message.ts";
import { findPerson } from "../../state/find.ts";
import type { World } from "../../world.ts";
import { openDialog } from "./dialogs.ts";
import { invokeOn } from "./invoke.ts";

export interface VoteOptions {
  /** What they write into Teams' own form. */
  words?: string;
  /** As Teams sends it, or as the Agents Playground does: plain words and no `replyToId`. */
  shape?: "teams" | "playground";
}

/**
 * Thumbs at the foot of a message. With the bot's own form it is asked for that, which is then open;
 * with Teams' own, this is all.
 */
export async function vote(
  world: World,
  who: string,
  message: Message,
  reaction: "like" | "dislike",
  { words = "", shape = "teams" }: VoteOptions = {},
): Promise<InvokeAnswer> {
  if (!hasFeedback(message)) throw new Error("that message has no thumbs");
  const person = findPerson(world, who);
  const data = message.activity?.channelData as { feedbackLoop?: { type: string } } | undefined;
  const submit = (feedback: string) =>
    invokeOn(world, person, message, {
      name: "message/submitAction",
      value: { actionName: "feedback", actionValue: { reaction, feedback } },
      withoutReplyTo: shape === "playground",
    });
  if (data?.feedbackLoop?.type !== "custom") {
    return submit(shape === "playground" ? words : JSON.stringify({ feedbackText: words }));
  }
  const answer = await invokeOn(world, person, message, {
    name: "message/fetchTask",
    value: { actionName: "feedback", actionValue: { reaction } },
  });
  return openDialog(world, who, answer, (inputs) => submit(JSON.stringify(inputs)));
}
