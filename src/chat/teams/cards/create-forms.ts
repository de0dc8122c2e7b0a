import { placeOf } from "../events/place-of.ts";
import { teamsActivity } from "../events/teams-activity.ts";
import type { InvokeReply } from "../receive/invoke-reply.ts";
import type { TeamsOptions } from "../teams-options.ts";
import { answerProposals, type ProposalDeps } from "./forms/answer-proposals.ts";
import { answerSourceForm, type SourceFormDeps } from "./forms/answer-source-form.ts";
import { keepRoomCommand, type RoomCommandDeps } from "./forms/keep-room-command.ts";
import { askReason } from "./forms/reason-dialog.ts";

export type FormDeps = SourceFormDeps &
  ProposalDeps &
  RoomCommandDeps & { options: Pick<TeamsOptions, "isPlayground"> };

/** Answers invokes that wait for a form or its outcome; undefined for all others. */
export function createForms(
  deps: FormDeps,
): (activity: unknown) => Promise<InvokeReply | undefined> {
  const { isPlayground } = deps.options;
  return async (given) => {
    const activity = teamsActivity.safeParse(given).data;
    const place = activity && placeOf(activity, { isPlayground, now: deps.now() });
    if (place === undefined) return undefined;
    switch (activity?.name) {
      case "adaptiveCard/action":
        return (
          (await answerSourceForm(activity, place, deps)) ??
          (await keepRoomCommand(activity, place, deps))
        );
      case "message/fetchTask":
        return askReason(activity.value);
      case "composeExtension/fetchTask":
      case "composeExtension/submitAction":
        return answerProposals(activity, place, deps);
      default:
        return undefined;
    }
  };
}
