import type { Logger } from "../../../telemetry/logger.ts";
import type { SourceForms } from "../../source-forms.ts";
import type { AddressDeps } from "../address-of.ts";
import type { ConversationAddress } from "../connect/teams-connector.ts";

export interface CommandDeps extends AddressDeps {
  sourceForms: Pick<SourceForms, "find">;
  pace: Turns;
  logger: Logger;
}

/** Makes a call when its turn has come; an optional one not at all where it would have to wait. */
export interface Turns {
  run<T>(
    to: Pick<ConversationAddress, "tenantId" | "conversationId">,
    call: () => Promise<T>,
    options?: { isOptional?: boolean },
  ): Promise<T>;
}
