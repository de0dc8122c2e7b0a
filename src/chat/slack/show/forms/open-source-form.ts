import type { types, webApi } from "@slack/bolt";
import type { Logger } from "../../../../telemetry/logger.ts";
import type { AdminForms, FormReply, FormWish } from "../../../admin-forms.ts";
import type { Directory } from "../../people/directory.ts";
import type { Rooms } from "../../people/rooms.ts";
import { readSlackId } from "../../slack-ids.ts";
import { openModal } from "./open-modal.ts";
import { type ChosenReaders, splitReaders } from "./readers-field.ts";
import { kindView, sentenceView } from "./small-views.ts";
import { sourceFormView } from "./source-form-view.ts";

export interface OpenFormDeps {
  client: webApi.WebClient;
  directory: Directory;
  rooms: Rooms;
  adminForms: AdminForms;
  logger: Logger;
}

/** Opens a form for a source, or says in a modal why there is none; false when Slack did not open it. */
export function openSourceForm(
  triggerId: string,
  person: string,
  wish: FormWish,
  deps: OpenFormDeps,
): Promise<boolean> {
  const make = async () => {
    const reply = await deps.adminForms.find(person, wish);
    if (reply.type === "refused") return sentenceView(reply.sentence, titleOf(wish));
    return viewOf(reply, person, deps);
  };
  return openModal(triggerId, make, deps);
}

/** Of a modal that says why there is no form. */
export function titleOf({ review }: Pick<FormWish, "review">): string {
  return review === undefined ? "Sources" : "Review";
}

/** What a surface's reply looks like as a modal, to one person. @throws ChatError */
export async function viewOf(
  reply: FormReply,
  person: string,
  { directory, rooms }: Pick<OpenFormDeps, "directory" | "rooms">,
): Promise<types.ModalView> {
  if (reply.type === "refused") return sentenceView(reply.sentence);
  if (reply.type === "kinds") return kindView(reply.kinds);
  const { teamId = "", objectId: userId = "" } = readSlackId(person) ?? {};
  const readers = new Map<string, ChosenReaders>();
  for (const field of reply.form.fields) {
    if (field.type !== "readers") continue;
    readers.set(field.name, await splitReaders(field, { directory, rooms, teamId, userId }));
  }
  const { target } = reply.form;
  const tooLong =
    target.review === undefined
      ? "Its settings are too long for a form: change them on Footnote's machine with `sources set`."
      : "It is too long for a form: correct it on the review page.";
  return sourceFormView(reply.form, readers) ?? sentenceView(tooLong, titleOf(target));
}
