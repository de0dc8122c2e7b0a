import { invalid } from "../../replies/refusal.ts";
import { attachmentJson, userJson } from "../../replies/v2-json.ts";
import { tables } from "../../requests/tables.ts";
import type { AnyItem, Attachment } from "../../site/items.ts";
import { heldBy } from "../../site/site-state.ts";
import { type Answer, type Asked, type Route, route } from "../route.ts";
import { ofKind } from "./content.ts";
import { listed, orderItems } from "./list.ts";

const ATTACHMENTS = ["read:attachment:confluence"];
const USUAL = 50;
const MOST_USERS = 250;

interface Filters {
  status?: readonly string[] | undefined;
  mediaType?: string | undefined;
  filename?: string | undefined;
  sort?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

export const attachmentRoutes: readonly Route[] = [
  route("GET", "/wiki/api/v2/attachments", ATTACHMENTS, tables.attachments, (asked, query) => {
    const { items } = asked.world.site;
    const found = [...items.values()].filter(
      (item) => asked.sees.item(item) && items.get(containerId(item))?.status !== "trashed",
    );
    return list(asked, found, query);
  }),
  route(
    "GET",
    "/wiki/api/v2/attachments/{}",
    ATTACHMENTS,
    tables.attachment,
    (asked, query, [id]) => {
      const json = attachmentJson(asked.world, ofKind(asked, "attachment", id), {
        withLabels: query["include-labels"],
        withVersion: query["include-version"],
      });
      return {
        value: { ...json, _links: { ...json._links, base: `${asked.world.siteUrl}/wiki` } },
      };
    },
  ),
  ...(["page", "blogpost"] as const).map((kind) =>
    route(
      "GET",
      `/wiki/api/v2/${kind}s/{}/attachments`,
      ATTACHMENTS,
      tables.attachments,
      (asked, query, [id]) =>
        list(asked, heldBy(asked.world.site.state, ofKind(asked, kind, id).id), query),
    ),
  ),
  route(
    "POST",
    "/wiki/api/v2/users-bulk",
    ["read:user:confluence"],
    tables.none,
    ({ world, body }) => {
      const accountIds = (body as { accountIds?: unknown } | undefined)?.accountIds;
      if (!Array.isArray(accountIds) || !accountIds.every((id) => typeof id === "string")) {
        throw invalid("accountIds is not a list of texts");
      }
      if (accountIds.length > MOST_USERS)
        throw invalid(`accountIds has more than ${MOST_USERS} ids`);
      const users = [...new Set(accountIds)].flatMap((id) => world.site.users.get(id) ?? []);
      return { value: { results: users.map(userJson), _links: {} } };
    },
  ),
];

function containerId(item: AnyItem): string {
  return "containerId" in item ? item.containerId : "";
}

function list(asked: Asked, items: readonly AnyItem[], query: Filters): Answer {
  const statuses: readonly string[] = query.status ?? ["current", "archived"];
  const found = items.filter(
    (item): item is Attachment =>
      item.type === "attachment" &&
      statuses.includes(item.status) &&
      (query.mediaType === undefined || item.mediaType === query.mediaType) &&
      (query.filename === undefined || item.title === query.filename),
  );
  const order = { ...orderItems<Attachment>(query.sort), usual: USUAL };
  return listed(asked, query, found, order, (one) => attachmentJson(asked.world, one));
}
