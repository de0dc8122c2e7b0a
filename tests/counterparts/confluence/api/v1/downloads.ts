import { notFound, Refusal, unauthorized } from "../../replies/refusal.ts";
import { text } from "../../requests/parameters.ts";
import type { Attachment } from "../../site/items.ts";
import { heldBy } from "../../site/site-state.ts";
import type { World } from "../../world.ts";
import { type Answer, type Route, route, visibleItem } from "../route.ts";

const FILES = ["readonly:content.attachment:confluence"];

/** Files are given by another server, at an address that is signed for a while. */
export const downloadRoutes: readonly Route[] = [
  route(
    "GET",
    "/wiki/rest/api/content/{}/child/attachment/{}/download",
    FILES,
    {},
    (asked, _, [id, attachmentId]) => {
      const refusal = notFound(`attachment ${attachmentId}`);
      const item = visibleItem(asked, attachmentId, refusal);
      if (item.type !== "attachment" || item.containerId !== id) throw refusal;
      return redirect(asked.world, item);
    },
  ),
  // What attachments' `downloadLink` names: made for browsers.
  route(
    "GET",
    "/wiki/download/attachments/{}/{}",
    [[]],
    { version: text, modificationDate: text, cacheVersion: text, api: text, download: text },
    (asked, _, [id = "", fileName]) => {
      const { world, viaGateway } = asked;
      if (viaGateway) throw unauthorized("Unauthorized; scope does not match");
      if (!world.webDownloads) {
        const realm = `OAuth realm="${world.siteUrl}/wiki"`;
        throw new Refusal(401, "Unauthorized", { headers: { "www-authenticate": realm } });
      }
      const refusal = notFound(`attachment ${fileName}`);
      const holder = visibleItem(asked, id, refusal);
      const file = heldBy(world.site.state, holder.id).find((one) => one.title === fileName);
      if (file?.type !== "attachment") throw refusal;
      return redirect(world, file);
    },
  ),
];

function redirect({ broken, media, mediaUrl }: World, { id }: Attachment): Answer {
  const status = broken.get(id);
  if (status !== undefined) throw new Refusal(status, "The file could not be loaded");
  return { status: 302, headers: { location: mediaUrl + media.sign(id) } };
}
