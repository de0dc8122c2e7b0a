import type { AdminReply } from "../../chat/admin-reply.ts";
import { requireConnector } from "../../sources/open-connector.ts";
import { canRequestAccess } from "../../sources/secrets/request-access.ts";
import { AdminError, requireSource } from "../../sources/sources-deps.ts";
import type { SetupWish } from "../../storage/ports/setup-storage.ts";
import { isLoopback } from "../../text/is-loopback.ts";
import type { Requester, SetupDeps } from "./setup-deps.ts";
import { hashToken, newToken } from "./setup-token.ts";

const GOOD_MS = 15 * 60_000;
const MINUTE_MS = 60_000;

/**
 * Makes a link for a source's secret, and what to say to the one person it is for. Whoever has the
 * link can use it, so it belongs into no room with others.
 * @throws AdminError when sources of this kind have no secret
 */
export async function offerSetup(
  wish: SetupWish,
  { person, workspaceId }: Requester,
  requestKey: string,
  { storage, administering, publicUrl, now }: SetupDeps,
): Promise<{ tokenHash: string; reply: AdminReply }> {
  const [name, kind] =
    wish.type === "add"
      ? [wish.name, wish.kind]
      : [wish.source, (await requireSource(wish.source, administering)).kind];
  const { secret, title } = requireConnector(kind, administering);
  if (secret === undefined) {
    throw new AdminError(`${name} is a ${kind} source, which has no secret.`);
  }
  const createdAt = now();
  const token = newToken();
  const tokenHash = hashToken(token);
  const expiresAt = createdAt + GOOD_MS;
  const link = { tokenHash, requestKey, person, workspaceId, wish, createdAt, expiresAt };
  await storage.setupLinks.add(link);
  const canAllow = canRequestAccess(kind, administering);
  const way = canAllow ? ", or takes you to where you allow access" : "";
  const lines = [
    `The page takes the ${secret.title}${way}. Never write a secret into a message.`,
    `The link is for you alone. It works once, and for ${GOOD_MS / MINUTE_MS} minutes.`,
    ...(isLoopback(new URL(publicUrl).hostname)
      ? [
          `It works only in a browser on the machine that Footnote runs on: its address is ${publicUrl} as long as FOOTNOTE_PUBLIC_URL gives none that others reach.`,
        ]
      : []),
  ];
  const url = `${publicUrl}/setup/${token}`;
  const text =
    wish.type === "add"
      ? `One step is left until ${name} is added.`
      : `${name} can be given another secret.`;
  const items = [{ title: `Connect ${name} with ${title}`, lines, url }];
  const reply: AdminReply = {
    parts: [
      { type: "text", text },
      { type: "list", title: "", items, none: "" },
    ],
  };
  return { tokenHash, reply };
}
