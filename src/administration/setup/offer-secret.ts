import { type AdminReply, sentence } from "../../chat/admin-reply.ts";
import { platformOf } from "../../chat/platform-of.ts";
import { offerSetup } from "./offer-setup.ts";
import type { Requester, SetupDeps } from "./setup-deps.ts";

/**
 * `sources secret <name>`: sends its link to the person alone, wherever it was asked for; whoever
 * calls has checked that they are an admin. @throws AdminError, ChatError
 */
export async function offerSecret(
  source: string,
  by: Requester,
  key: string,
  deps: SetupDeps,
): Promise<AdminReply> {
  const { setupLinks } = deps.storage;
  if (!(await setupLinks.wasTold(key))) {
    const { tokenHash, reply } = await offerSetup({ type: "secret", source }, by, key, deps);
    await platformOf(by.person, deps.platforms).tell(by, reply, key);
    await setupLinks.markTold(tokenHash, deps.now());
  }
  return sentence(`I have sent you a message with a link for the secret of ${source}.`);
}
