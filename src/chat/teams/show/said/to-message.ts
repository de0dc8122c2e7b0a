import type { OutgoingActivity } from "../../connect/teams-connector.ts";
import { sayable } from "../render/sayable.ts";
import type { ShowDeps } from "../show-deps.ts";

/** A sentence as a message, with whom it mentions. */
export async function toMessage(
  sentence: string,
  { people }: Pick<ShowDeps, "people">,
): Promise<OutgoingActivity & { text: string }> {
  const { text, entities } = await sayable(sentence, people);
  const mentions = entities.length === 0 ? {} : { entities };
  return { type: "message", text: text || "–", textFormat: "markdown", ...mentions };
}
