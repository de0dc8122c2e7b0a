import type { ConfluenceApi } from "../api/confluence-api.ts";
import { isMissing, LackingScope } from "../api/confluence-error.ts";
import type { OldSpaceReply, PermissionReply, SpaceReply } from "../api/shapes.ts";
import type { Who } from "../readers/who.ts";
import type { ConfluenceSettings } from "../settings.ts";
import { oneLine } from "./node.ts";

export interface Space {
  id: string;
  key: string;
  name: string;
  readers: Who;
  /** Kinds of principals among its readers that cannot be named. */
  unnamed: string[];
}

const PAGE_SIZE = 250;

/** The spaces that settings choose, each with who may view it. @throws ConnectorError */
export async function listSpaces(
  api: ConfluenceApi,
  settings: ConfluenceSettings,
): Promise<Space[]> {
  const spaces: Space[] = [];
  for await (const reply of listChosen(api, settings)) {
    const permissions = await readPermissions(api, reply).catch((error: unknown) => {
      // Deleted a moment ago.
      if (!isMissing(error)) throw error;
    });
    if (permissions === undefined) continue;
    const { id, key } = reply;
    spaces.push({ id: String(id), key, name: oneLine(reply.name) || key, ...permissions });
  }
  return spaces;
}

/** One request for each 250 spaces. */
async function* listChosen(
  api: ConfluenceApi,
  { spaces, exclude, archived }: ConfluenceSettings,
): AsyncGenerator<SpaceReply> {
  const query = {
    ...(spaces.length > 0 ? { keys: spaces } : {}),
    ...(archived ? {} : { status: "current" }),
    limit: PAGE_SIZE,
  };
  const left = new Set(exclude.map((key) => key.toLowerCase()));
  const found = api.list<SpaceReply>("Confluence's list of spaces", "/wiki/api/v2/spaces", query);
  for await (const space of found) {
    if (left.has(space.key.toLowerCase())) continue;
    if (spaces.length === 0 && space.type === "personal") continue;
    if (!archived && (space.status ?? "current") !== "current") continue;
    yield space;
  }
}

async function readPermissions(api: ConfluenceApi, { id, key }: SpaceReply) {
  const users = new Set<string>();
  const groups = new Set<string>();
  const unnamed = new Set<string>();
  const assignments = api.list<PermissionReply>(
    `The list of permissions of the space ${key}`,
    `/wiki/api/v2/spaces/${id}/permissions`,
    { limit: PAGE_SIZE },
  );
  for await (const { principal, operation } of assignments) {
    if (operation?.key !== "read" || operation.targetType !== "space") continue;
    const { id: who = "", type = "" } = principal ?? {};
    if (type === "user" && who !== "") users.add(who);
    else if (type === "group" && who !== "") groups.add(who);
    // Classes such as "all licensed users" have no members that could be asked for.
    else unnamed.add(`${type} ${who}`.trim());
  }
  const isPublic = await isAnonymous(api, key);
  return { readers: { isPublic, users, groups }, unnamed: [...unnamed] };
}

/** Only the older API tells; where it does not any more, nobody is taken for the public. */
async function isAnonymous(api: ConfluenceApi, key: string): Promise<boolean> {
  try {
    const { permissions } = await askForPermissions(api, key);
    return (permissions ?? []).some(
      ({ anonymousAccess, operation }) =>
        anonymousAccess === true &&
        operation?.operation === "read" &&
        operation.targetType === "space",
    );
  } catch (error) {
    if (isMissing(error) || error instanceof LackingScope) return false;
    throw error;
  }
}

/** As API v1 tells of them. */
export function askForPermissions(api: ConfluenceApi, key: string): Promise<OldSpaceReply> {
  const path = `/wiki/rest/api/space/${encodeURIComponent(key)}`;
  return api.get<OldSpaceReply>(path, { expand: "permissions" });
}
