import { ConnectorError } from "../../connector.ts";
import type { ConfluenceApi } from "../api/confluence-api.ts";
import { isHidden, isMissing, LackingScope } from "../api/confluence-error.ts";
import {
  type OldSpaceReply,
  oldSpaceReply,
  permissionReply,
  type SpaceReply,
  spaceReply,
} from "../api/shapes.ts";
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
  const { spaces: keys, archived } = settings;
  // One request for each 250 spaces.
  const list = { what: "Confluence's list of spaces", entry: spaceReply, onEmpty: refuseEmpty };
  const found = api.list(list, "/wiki/api/v2/spaces", {
    ...(keys.length > 0 ? { keys } : {}),
    ...(archived ? {} : { status: "current" }),
    limit: PAGE_SIZE,
  });
  for await (const reply of found) {
    const space = isChosen(reply, settings) ? await readSpace(api, reply) : undefined;
    if (space !== undefined) spaces.push(space);
  }
  return spaces;
}

/** What is in a space that is not named would count as gone. */
function refuseEmpty(): never {
  throw new ConnectorError(
    "unavailable",
    "Confluence's list of spaces has an entry that is none: the next sync tries again.",
  );
}

/** A space by its id, whatever the list shows; undefined when it is not to be read. @throws ConnectorError */
export async function findSpace(
  api: ConfluenceApi,
  settings: ConfluenceSettings,
  id: string,
): Promise<Space | undefined> {
  const path = `/wiki/api/v2/spaces/${id}`;
  const reply = await api.get(path, spaceReply).catch((error: unknown) => {
    if (!isHidden(error)) throw error;
  });
  if (reply === undefined || !isChosen(reply, settings)) return undefined;
  const isNamed = (key: string) => key.toLowerCase() === reply.key.toLowerCase();
  if (settings.spaces.length > 0 && !settings.spaces.some(isNamed)) return undefined;
  return readSpace(api, reply);
}

function isChosen(
  { key, type, status = "current" }: SpaceReply,
  { spaces, exclude, archived }: ConfluenceSettings,
): boolean {
  if (exclude.some((left) => left.toLowerCase() === key.toLowerCase())) return false;
  if (spaces.length === 0 && type === "personal") return false;
  return archived || status === "current";
}

async function readSpace(api: ConfluenceApi, reply: SpaceReply): Promise<Space | undefined> {
  const permissions = await readPermissions(api, reply).catch((error: unknown) => {
    // Deleted a moment ago.
    if (!isMissing(error)) throw error;
  });
  if (permissions === undefined) return undefined;
  const { id, key, name } = reply;
  return { id: String(id), key, name: oneLine(name) || key, ...permissions };
}

async function readPermissions(api: ConfluenceApi, { id, key }: SpaceReply) {
  const users = new Set<string>();
  const groups = new Set<string>();
  const unnamed = new Set<string>();
  const assignments = api.list(
    { what: `The list of permissions of the space ${key}`, entry: permissionReply },
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
      (one) =>
        one?.anonymousAccess === true &&
        one.operation?.operation === "read" &&
        one.operation.targetType === "space",
    );
  } catch (error) {
    if (isMissing(error) || error instanceof LackingScope) return false;
    throw error;
  }
}

/** As API v1 tells of them. */
export function askForPermissions(api: ConfluenceApi, key: string): Promise<OldSpaceReply> {
  const path = `/wiki/rest/api/space/${encodeURIComponent(key)}`;
  return api.get(path, oldSpaceReply, { expand: "permissions" });
}
