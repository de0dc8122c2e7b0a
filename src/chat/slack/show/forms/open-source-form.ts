import { setTimeout as sleep } from "node:timers/promises";
import type { types, webApi } from "@slack/bolt";
import type { Logger } from "../../../../telemetry/logger.ts";
import type { FormReply, FormWish, SourceForms } from "../../../source-forms.ts";
import { askSlack } from "../../people/ask-slack.ts";
import { kindView, sentenceView } from "./small-views.ts";
import { sourceFormView } from "./source-form-view.ts";

export interface OpenFormDeps {
  client: webApi.WebClient;
  sourceForms: SourceForms;
  logger: Logger;
}

/** Slack takes a trigger for three seconds; the acknowledgement has to be in time as well. */
const PATIENCE_MS = 2_500;

/**
 * Opens a form for a source, or says in a modal why there is none. The trigger is good for three
 * seconds, so it has to be called when the command comes and not from the queue. False when Slack
 * did not open it.
 */
export async function openSourceForm(
  triggerId: string,
  person: string,
  wish: FormWish,
  deps: OpenFormDeps,
): Promise<boolean> {
  const { client, sourceForms, logger } = deps;
  const opening = (async () => {
    const view = viewOf(await sourceForms.find(person, wish));
    await askSlack(() => client.views.open({ trigger_id: triggerId, view }));
    return true;
  })().catch((error: unknown) => {
    logger.warn({ error }, "A form could not be opened");
    return false;
  });
  const stop = new AbortController();
  const late = sleep(PATIENCE_MS, false, { signal: stop.signal }).catch(() => false);
  return Promise.race([opening, late]).finally(() => stop.abort());
}

/** What a surface's reply looks like as a modal. */
export function viewOf(reply: FormReply): types.ModalView {
  if (reply.type === "refused") return sentenceView(reply.sentence);
  if (reply.type === "kinds") return kindView(reply.kinds);
  const tooLong =
    "Its settings are too long for a form: change them on Footnote's machine with `sources set`.";
  return sourceFormView(reply.form) ?? sentenceView(tooLong);
}
