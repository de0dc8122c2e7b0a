import { z } from "zod";
import type { Logger } from "../../../../telemetry/logger.ts";
import type {
  AdminForm,
  AdminForms,
  FormErrors,
  FormTarget,
  FormValues,
  FormWish,
} from "../../../admin-forms.ts";
import { ChatError } from "../../../chat-error.ts";
import type { ChatInbox, RoomPlatform } from "../../../chat-rooms.ts";
import { formEvent } from "../../../form-event.ts";
import { teamsVerbs } from "../../actions.ts";
import { type AddressDeps, addressOf } from "../../address-of.ts";
import type { TeamsConnector } from "../../connect/teams-connector.ts";
import type { ActivityPlace } from "../../events/place-of.ts";
import type { InvokeReply } from "../../receive/invoke-reply.ts";
import type { Attachment } from "../elements.ts";
import { cardReply, type FormInvoke, messageReply } from "../form-invoke.ts";
import {
  type FilledIn,
  readFormData,
  sentenceCard,
  sourceFormCard,
  TOO_LONG,
} from "./source-form-card.ts";

export interface SourceFormDeps extends AddressDeps {
  connector: Pick<TeamsConnector, "openPersonal" | "update">;
  adminForms: AdminForms;
  people: Pick<RoomPlatform, "findReader">;
  inbox: ChatInbox;
  logger: Logger;
}

const executed = z.object({
  action: z.object({ verb: z.literal(teamsVerbs.sourceForm), data: z.unknown() }),
});

const NOT_MINE = "This form is none of mine: give the command again.";
const NOT_ALONE =
  "A form is filled in where nobody else reads it: give the command in our own chat.";
const NOT_NOW = "Teams does not say who is who now: try again.";
const ACCEPTED = "Thank you. I tell you here what became of it.";

/** Takes a form for a source as it was filled in; undefined for any other button. */
export async function answerSourceForm(
  { id, value, replyToId }: FormInvoke,
  place: ActivityPlace,
  deps: SourceFormDeps,
): Promise<InvokeReply | undefined> {
  const pressed = executed.safeParse(value).data;
  if (pressed === undefined) return undefined;
  if (place.kind !== "personal") return messageReply(NOT_ALONE);
  const data = readFormData(pressed.action.data);
  if (data === undefined) return messageReply(NOT_MINE);
  try {
    const found = await deps.adminForms.find(place.by, wishOf(data.target));
    if (found.type === "refused") return cardReply(sentenceCard(found.sentence));
    if (found.type === "kinds") return messageReply(NOT_MINE);
    // Sent off twice, it is one.
    const key = `form:${place.by}:${replyToId ?? id}`;
    const outcome = await take(found.form, data.values, key, place, deps);
    if (outcome.isOver) await replace(replyToId, outcome.card, place, deps);
    return cardReply(outcome.card);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    deps.logger.warn({ error }, "A form could not be answered");
    return messageReply(NOT_NOW);
  }
}

function wishOf({ kind, source, review }: FormTarget): FormWish {
  if (review !== undefined) return { review };
  return source === undefined ? { kind } : { source };
}

interface Outcome {
  card: Attachment;
  /** There is nothing left to fill in. */
  isOver: boolean;
}

function showAgain(form: AdminForm, filledIn: FilledIn): Outcome {
  const card = sourceFormCard(form, filledIn);
  return { card: card ?? sentenceCard(TOO_LONG), isOver: false };
}

async function take(
  form: AdminForm,
  typed: FormValues,
  key: string,
  { by, workspaceId }: ActivityPlace,
  { adminForms, people, inbox }: SourceFormDeps,
): Promise<Outcome> {
  const { values, errors } = await findReaders(form, typed, by, people);
  if (Object.keys(errors).length > 0) return showAgain(form, { values: typed, errors });
  const { target } = form;
  const checked = await adminForms.check(by, target, values);
  if (checked.type === "refused") return { card: sentenceCard(checked.sentence), isOver: true };
  if (checked.type === "errors") return showAgain(form, { values: typed, errors: checked.errors });
  const { group, event } = formEvent(by, workspaceId, target, values);
  await inbox.keep(key, group, event);
  return { card: sentenceCard(ACCEPTED), isOver: true };
}

/** Readers by what documents call them. @throws ChatError when Teams does not say who is who */
async function findReaders(
  { fields }: AdminForm,
  typed: FormValues,
  by: string,
  people: SourceFormDeps["people"],
): Promise<{ values: FormValues; errors: FormErrors }> {
  const values: Record<string, string> = { ...typed };
  const errors: Record<string, string> = {};
  for (const { name } of fields.filter(({ type }) => type === "readers")) {
    const words = (typed[name] ?? "").split(/[\n,]/).map((word) => word.trim());
    const readers: string[] = [];
    for (const word of words.filter((one) => one !== "")) {
      try {
        readers.push((await people.findReader(word, by)) ?? word);
      } catch (error) {
        if (!(error instanceof ChatError) || error.code !== "invalid") throw error;
        errors[name] ??= error.message;
      }
    }
    values[name] = readers.join("\n");
  }
  return { values, errors };
}

/** The message itself, for whoever looks at it later or elsewhere; the reply shows it at once. */
async function replace(
  activityId: string | undefined,
  card: Attachment,
  { roomId }: ActivityPlace,
  deps: SourceFormDeps,
): Promise<void> {
  if (activityId === undefined) return;
  try {
    const to = await addressOf({ roomId }, deps);
    await deps.connector.update(to, activityId, { type: "message", attachments: [card] });
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    deps.logger.warn({ error, roomId }, "A form that is sent off still stands there");
  }
}
