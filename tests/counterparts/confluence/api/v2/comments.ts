import type { BodyFormat } from "../../replies/bodies.ts";
import { notFound } from "../../replies/refusal.ts";
import { commentJson } from "../../replies/v2-json.ts";
import { tables } from "../../requests/tables.ts";
import type { Comment } from "../../site/items.ts";
import { heldBy } from "../../site/site-state.ts";
import { type Answer, type Asked, type Route, route } from "../route.ts";
import { ofKind } from "./content.ts";
import { listed, orderItems } from "./list.ts";

type Place = Comment["place"];

const COMMENTS = ["read:comment:confluence"];

interface Filters {
  status?: readonly string[] | undefined;
  "resolution-status"?: readonly string[] | undefined;
  "body-format"?: BodyFormat | undefined;
  sort?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

export const commentRoutes: readonly Route[] = [
  route(
    "GET",
    "/wiki/api/v2/pages/{}/footer-comments",
    COMMENTS,
    tables.pageComments,
    (asked, query, [id]) => roots(asked, "page", id, "footer", query),
  ),
  route(
    "GET",
    "/wiki/api/v2/pages/{}/inline-comments",
    COMMENTS,
    tables.pageInlineComments,
    (asked, query, [id]) => roots(asked, "page", id, "inline", query),
  ),
  route(
    "GET",
    "/wiki/api/v2/blogposts/{}/footer-comments",
    COMMENTS,
    tables.blogComments,
    (asked, query, [id]) => roots(asked, "blogpost", id, "footer", query),
  ),
  route(
    "GET",
    "/wiki/api/v2/blogposts/{}/inline-comments",
    COMMENTS,
    tables.blogInlineComments,
    (asked, query, [id]) => roots(asked, "blogpost", id, "inline", query),
  ),
  ...(["footer", "inline"] as const).flatMap((place) => [
    route("GET", `/wiki/api/v2/${place}-comments`, COMMENTS, tables.comments, (asked, query) => {
      const { items } = asked.world.site;
      const all = [...items.values()].filter((item) => item.type === "comment");
      return list(
        asked,
        all.filter((one) => isOf(asked, one, place)),
        query,
      );
    }),
    route(
      "GET",
      `/wiki/api/v2/${place}-comments/{}`,
      COMMENTS,
      tables.comment,
      (asked, query, [id]) => {
        const comment = ofPlace(asked, place, id);
        const json = commentJson(asked.world, comment, {
          format: query["body-format"],
          withVersion: query["include-version"],
        });
        return {
          value: { ...json, _links: { ...json._links, base: `${asked.world.siteUrl}/wiki` } },
        };
      },
    ),
    route(
      "GET",
      `/wiki/api/v2/${place}-comments/{}/children`,
      COMMENTS,
      tables.comments,
      (asked, query, [id]) => {
        const { containerId } = ofPlace(asked, place, id);
        const answers = comments(asked, containerId).filter((one) => one.parentCommentId === id);
        return list(
          asked,
          answers.filter((one) => isOf(asked, one, place)),
          query,
        );
      },
    ),
  ]),
];

function comments({ world }: Asked, containerId: string): Comment[] {
  return heldBy(world.site.state, containerId).filter((item) => item.type === "comment");
}

function isOf(asked: Asked, comment: Comment, place: Place): boolean {
  return comment.place === place && comment.status === "current" && asked.sees.item(comment);
}

/** Those that answer no other. */
function roots(
  asked: Asked,
  kind: "page" | "blogpost",
  id: string | undefined,
  place: Place,
  query: Filters,
): Answer {
  const statuses: readonly string[] = query.status ?? ["current"];
  const resolutions: readonly string[] | undefined = query["resolution-status"];
  const found = comments(asked, ofKind(asked, kind, id).id).filter(
    (comment) =>
      comment.place === place &&
      comment.parentCommentId === undefined &&
      statuses.includes(comment.status) &&
      (resolutions === undefined || resolutions.includes(comment.resolution)),
  );
  return list(asked, found, query);
}

function list(asked: Asked, found: readonly Comment[], query: Filters): Answer {
  return listed(asked, query, found, orderItems<Comment>(query.sort), (comment) =>
    commentJson(asked.world, comment, { format: query["body-format"] }),
  );
}

function ofPlace(asked: Asked, place: Place, id: string | undefined): Comment {
  const comment = ofKind(asked, "comment", id);
  if (comment.place !== place) throw notFound(`${place} comment ${id}`);
  return comment;
}
