import { z } from "zod";
import type { ProposalTarget } from "../../proposal-forms.ts";
import { slackId, slackTime, slackWorkspaceId } from "../slack-ids.ts";

const ts = z.string().regex(/^\d+\.\d+$/);

/** What a modal remembers of the message that it is about; the workspace is not for it to say. */
const remembered = z.object({
  channel: z.string().regex(/^[A-Z][A-Z0-9]+$/),
  ts,
  threadTs: ts,
  answerId: z.string().optional(),
});

export type RememberedMessage = z.infer<typeof remembered>;

/** Undefined for what no modal of Footnote's carries. */
export function readRemembered(text: string): RememberedMessage | undefined {
  try {
    return remembered.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export function toTarget(
  { channel, ts: at, threadTs, answerId }: RememberedMessage,
  teamId: string,
): ProposalTarget {
  return {
    workspaceId: slackWorkspaceId(teamId),
    roomId: slackId(teamId, channel),
    threadId: slackId(teamId, channel, threadTs),
    messageId: slackId(teamId, channel, at),
    sentAt: slackTime(at),
    answerId,
  };
}
