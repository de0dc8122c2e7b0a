import { setTimeout as sleep } from "node:timers/promises";
import type { types, webApi } from "@slack/bolt";
import type { Logger } from "../../../../telemetry/logger.ts";
import { askSlack } from "../../people/ask-slack.ts";

/** Slack takes a trigger for three seconds; the acknowledgement has to be in time as well. */
const PATIENCE_MS = 2_500;

/**
 * Opens the modal that is made, which has to be asked for when the trigger comes and not from the
 * queue. False when Slack did not open it in time.
 */
export async function openModal(
  triggerId: string,
  make: () => Promise<types.ModalView>,
  { client, logger }: { client: webApi.WebClient; logger: Logger },
): Promise<boolean> {
  const opening = (async () => {
    const view = await make();
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
