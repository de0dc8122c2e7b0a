import { z } from "zod";
import type { FormWish } from "../../admin-forms.ts";
import { ChatError } from "../../chat-error.ts";
import type { ChatInbox } from "../../chat-rooms.ts";
import { formEvent } from "../../form-event.ts";
import { slackActions } from "../actions.ts";
import { type SlackSubmission, slackClick, slackSubmission } from "../events/slack-interaction.ts";
import { findReader } from "../people/names/readers.ts";
import { readFormWish } from "../show/forms/form-wish.ts";
import {
  type OpenFormDeps,
  openSourceForm,
  titleOf,
  viewOf,
} from "../show/forms/open-source-form.ts";
import { readFormValues } from "../show/forms/read-form-values.ts";
import { kindModal, sentenceView } from "../show/forms/small-views.ts";
import { readFormTarget, SOURCE_FORM } from "../show/forms/source-form-view.ts";
import { slackId, slackWorkspaceId } from "../slack-ids.ts";
import type { SlackIdentity } from "./slack-identity.ts";

export interface AnswerFormsDeps extends OpenFormDeps {
  identify: () => Promise<SlackIdentity>;
  inbox: ChatInbox;
}

/** A slash command, as far as it may ask for a form. */
const slackCommand = z.object({
  command: z.string(),
  text: z.string().default(""),
  team_id: z.string(),
  user_id: z.string().regex(/^[UW][A-Z0-9]+$/),
  trigger_id: z.string(),
});

const TOO_LATE = "Slack did not open the form in time: give the command again.";

/**
 * Opens forms for sources and takes them when they are sent off: all that has to be answered while
 * Slack waits. Undefined for a payload that is about no form.
 */
export async function answerForms(
  body: unknown,
  deps: AnswerFormsDeps,
): Promise<{ answer: unknown } | undefined> {
  const command = slackCommand.safeParse(body).data;
  if (command !== undefined) {
    const wish = readFormWish(command.text);
    if (wish === undefined) return undefined;
    const { team_id: team, user_id: user, trigger_id: trigger } = command;
    const isOpen = await open({ team, user, trigger, wish }, deps);
    return { answer: isOpen ? undefined : { response_type: "ephemeral", text: TOO_LATE } };
  }
  const click = slackClick.safeParse(body).data;
  if (click !== undefined) {
    const [action] = click.actions;
    const isCommand = action?.action_id.split(":")[0] === slackActions.command;
    const wish = isCommand ? readFormWish(action.value ?? "") : undefined;
    if (wish === undefined || click.trigger_id === undefined) return undefined;
    const who = { team: click.team.id, user: click.user.id, trigger: click.trigger_id };
    await open({ ...who, wish }, deps);
    return { answer: undefined };
  }
  const submission = slackSubmission.safeParse(body).data;
  const id = submission?.view.callback_id;
  if (submission === undefined || (id !== kindModal.callbackId && id !== SOURCE_FORM)) {
    return undefined;
  }
  const { teamId } = await deps.identify();
  if (submission.team.id !== teamId) return { answer: undefined };
  const person = slackId(teamId, submission.user.id);
  const answer = await (id === SOURCE_FORM ? takeForm : takeKind)(submission, person, deps).catch(
    (error: unknown) => {
      if (!(error instanceof ChatError)) throw error;
      deps.logger.warn({ error }, "A form could not be checked");
      return fieldErrors(submission, { "": "Slack does not answer now: try again." });
    },
  );
  return { answer };
}

interface Opening {
  team: string;
  user: string;
  trigger: string;
  wish: FormWish;
}

/** Somebody of another workspace gets nothing. */
async function open({ team, user, trigger, wish }: Opening, deps: AnswerFormsDeps) {
  const { teamId } = await deps.identify();
  if (team !== teamId) return true;
  return openSourceForm(trigger, slackId(teamId, user), wish, deps);
}

async function takeKind({ view }: SlackSubmission, person: string, deps: AnswerFormsDeps) {
  const { blockId, actionId } = kindModal;
  const kind = view.state.values[blockId]?.[actionId]?.selected_option?.value ?? "";
  return update(await viewOf(await deps.adminForms.find(person, { kind }), person, deps));
}

async function takeForm(submission: SlackSubmission, person: string, deps: AnswerFormsDeps) {
  const { view } = submission;
  const target = readFormTarget(view.private_metadata);
  if (target === undefined) return update(sentenceView("This form is none of mine."));
  const { teamId, botUserId } = await deps.identify();
  const workspace = { ...deps, botUserId };
  const { values, errors } = await readFormValues(submission, teamId, (word) =>
    findReader(word, person, { workspaceOf: async () => workspace }),
  );
  if (Object.keys(errors).length > 0) return fieldErrors(submission, errors);
  const checked = await deps.adminForms.check(person, target, values);
  if (checked.type === "refused") {
    return update(sentenceView(checked.sentence, titleOf(target)));
  }
  if (checked.type === "errors") return fieldErrors(submission, checked.errors);
  const workspaceId = slackWorkspaceId(teamId);
  const { group, event } = formEvent(person, workspaceId, target, values);
  // Sent off twice, it is one.
  await deps.inbox.keep(`modal:${view.id}`, group, event);
  return undefined;
}

/** Slack shows an error only at a field that the form has. */
function fieldErrors({ view }: SlackSubmission, errors: Readonly<Record<string, string>>) {
  const names = Object.keys(view.state.values);
  const shown: Record<string, string> = {};
  for (const [name, sentence] of Object.entries(errors)) {
    // Of a field that is several, the last is where words are typed.
    const parts = names.filter((one) => one === name || one.startsWith(`${name}.`));
    const at = parts.at(-1) ?? names[0] ?? name;
    shown[at] = shown[at] === undefined ? sentence : `${shown[at]} ${sentence}`;
  }
  return { response_action: "errors", errors: shown };
}

function update(view: ReturnType<typeof sentenceView>) {
  return { response_action: "update", view };
}
