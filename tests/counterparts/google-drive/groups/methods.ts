import type { admin_directory_v1 } from "@googleapis/admin";
import type { Shape } from "../replies/known-fields.ts";
import type { Method, Parameter } from "../requests/methods.ts";

type Asked = Omit<admin_directory_v1.Params$Resource$Members$List, "groupKey">;
type Own = Pick<Asked, "includeDerivedMembership" | "maxResults" | "pageToken" | "roles">;

const QUERY = {
  includeDerivedMembership: { type: "boolean" },
  maxResults: { type: "integer", least: 1, most: 200, default: 200 },
  pageToken: { type: "string" },
  roles: { type: "string" },
} satisfies Record<keyof Own, Parameter>;

/** The directory's only method that is here, as the types of Google's client have it. */
export const LIST_MEMBERS: Method = {
  id: "directory.members.list",
  path: /^\/admin\/directory\/v1\/groups\/([^/]+)\/members$/,
  // Its mask is read by itself: the description of Drive, which the others are held against, has no members.
  reply: undefined,
  query: QUERY,
  scopes: [
    "admin.directory.group",
    "admin.directory.group.member",
    "admin.directory.group.member.readonly",
    "admin.directory.group.readonly",
  ],
};

const MEMBER = {
  kind: true,
  etag: true,
  id: true,
  email: true,
  role: true,
  type: true,
  status: true,
  delivery_settings: true,
} satisfies Record<keyof admin_directory_v1.Schema$Member, true>;

export const MEMBERS_SHAPE: Shape = {
  kind: true,
  etag: true,
  nextPageToken: true,
  members: MEMBER,
} satisfies Record<keyof admin_directory_v1.Schema$Members, Shape | true>;
