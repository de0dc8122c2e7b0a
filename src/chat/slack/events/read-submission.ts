import { voteReasons } from "../../chat-platform.ts";
import { readVoteValue, reasonModal } from "../actions.ts";
import { readSlackId, slackId } from "../slack-ids.ts";
import type { Occurrence, ReadContext } from "./occurrence.ts";
import type { SlackSubmission } from "./slack-interaction.ts";

/** Why somebody dislikes an answer; undefined for a modal of another kind. */
export function readSubmission(
  { view, user }: SlackSubmission,
  { teamId }: Pick<ReadContext, "teamId">,
): Occurrence | undefined {
  const target = readVoteValue(view.private_metadata);
  if (view.callback_id !== reasonModal.callbackId || target === undefined) return undefined;
  if (readSlackId(target.answerId)?.teamId !== teamId) return undefined;
  const { reason, correction } = reasonModal;
  const field = (of: { blockId: string; actionId: string }) =>
    view.state.values[of.blockId]?.[of.actionId];
  const chosen = field(reason)?.selected_option?.value;
  return {
    // Sent off twice, it is one.
    key: `modal:${view.id}`,
    group: `answer:${target.answerId}`,
    event: {
      type: "voted",
      ...target,
      by: slackId(teamId, user.id),
      reason: voteReasons.find((known) => known === chosen),
      correction: field(correction)?.value?.trim() || undefined,
    },
  };
}
