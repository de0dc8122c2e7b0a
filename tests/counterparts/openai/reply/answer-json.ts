import type { Behaviour } from "../behaviour.ts";
import { plainRefusal, RefusedRequest } from "../requests/refused-request.ts";
import { sendText } from "./send-generation.ts";
import type { Wire } from "./wire.ts";

/** An ordinary JSON reply, and what may be asked of it instead. */
export interface JsonReply {
  value: object;
  /** The same with part of its list missing. */
  truncated: object;
  empty: object;
}

/** Sends a reply that is never streamed, with the accident its script asks for. */
export async function answerJson(
  wire: Wire,
  reply: JsonReply,
  behaviour: Behaviour | undefined,
): Promise<void> {
  const json = JSON.stringify(reply.value);
  switch (behaviour?.kind) {
    case undefined:
      return sendText(wire, json, undefined);
    case "answer":
      if (await wire.wait(behaviour.firstTokenMs ?? 0)) await sendText(wire, json, undefined);
      return;
    case "garbage":
      return sendText(wire, json, "garbage");
    case "truncated":
      return sendText(wire, JSON.stringify(reply.truncated), undefined);
    case "empty":
      return sendText(wire, JSON.stringify(reply.empty), undefined);
    case "refuse":
      throw new RefusedRequest(403, "Your request was refused by a policy of this project.", {
        code: "policy_violation",
      });
    case "cut":
    case "stall":
      return sendText(wire, json, behaviour);
    default:
      throw plainRefusal(500);
  }
}
