import type { types, webApi } from "@slack/bolt";
import type { Logger } from "../../../../telemetry/logger.ts";
import type { FormReply, FormWish, SourceForms } from "../../../source-forms.ts";
import { openModal } from "./open-modal.ts";
import { kindView, sentenceView } from "./small-views.ts";
import { sourceFormView } from "./source-form-view.ts";

export interface OpenFormDeps {
  client: webApi.WebClient;
  sourceForms: SourceForms;
  logger: Logger;
}

/** Opens a form for a source, or says in a modal why there is none; false when Slack did not open it. */
export function openSourceForm(
  triggerId: string,
  person: string,
  wish: FormWish,
  deps: OpenFormDeps,
): Promise<boolean> {
  return openModal(triggerId, async () => viewOf(await deps.sourceForms.find(person, wish)), deps);
}

/** What a surface's reply looks like as a modal. */
export function viewOf(reply: FormReply): types.ModalView {
  if (reply.type === "refused") return sentenceView(reply.sentence);
  if (reply.type === "kinds") return kindView(reply.kinds);
  const tooLong =
    "Its settings are too long for a form: change them on Footnote's machine with `sources set`.";
  return sourceFormView(reply.form) ?? sentenceView(tooLong);
}
