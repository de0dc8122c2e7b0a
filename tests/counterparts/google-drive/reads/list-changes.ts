import { accessFor, type Call, isMember, supportsAllDrives, viewOf } from "../api/call.ts";
import { isDriveRoot } from "../drive/access.ts";
import type { ChangeEvent } from "../drive/change-log.ts";
import type { DriveItem } from "../drive/items.ts";
import { driveJson } from "../replies/drive-json.ts";
import { maskOf, project } from "../replies/field-mask.ts";
import { fileJson } from "../replies/file-json.ts";
import { driveNotFound, forbidden, invalid } from "../replies/refusal.ts";
import { checkSpaces } from "./check-spaces.ts";
import { pageSize } from "./paginate.ts";

export function getStartPageToken(call: Call) {
  const driveId = readDriveId(call);
  const startPageToken = writeToken(driveId, call.world.drive.tree.log.end());
  return project({ kind: "drive#startPageToken", startPageToken }, call.mask);
}

/** What changed for the caller, or in one shared drive; each thing once, as it is now. */
export function listChanges(call: Call) {
  const { query, world, mask } = call;
  const { log } = world.drive.tree;
  checkSpaces(query.text("spaces"));
  const driveId = readDriveId(call);
  const withSharedDrives =
    query.flag("includeItemsFromAllDrives") || query.flag("includeTeamDriveItems");
  if (withSharedDrives && !supportsAllDrives(call)) {
    throw forbidden(
      "supportsTeamDrivesRequired",
      "The supportsAllDrives parameter must be set to true when includeItemsFromAllDrives is.",
      "supportsAllDrives",
    );
  }
  const token = readToken(query.text("pageToken") ?? "", driveId);
  if (token === undefined || token.origin < log.floor() || token.at > log.end()) {
    throw invalid("pageToken");
  }
  const newest = newestOf(log.since(token.origin)).filter(({ event }) => event.seq >= token.at);
  const size = pageSize(world, query.count("pageSize") ?? 100, false);
  const changes: object[] = [];
  let nextAt: number | undefined;
  for (const { event, all } of newest) {
    const change = changeJson(call, event, all, { driveId, withSharedDrives });
    if (change === undefined) continue;
    if (changes.length === size) {
      nextAt = event.seq;
      break;
    }
    changes.push(change);
  }
  const isStuck = world.nonsense === "repeats-page-tokens";
  const nextPageToken = isStuck
    ? query.text("pageToken")
    : nextAt === undefined
      ? undefined
      : writeToken(driveId, nextAt, token.origin);
  const listed = world.nonsense === "lists-nothing" ? [] : changes;
  return {
    ...(project({ kind: "drive#changeList" }, mask) as object),
    ...(project(
      nextPageToken === undefined
        ? { newStartPageToken: writeToken(driveId, log.end()) }
        : { nextPageToken },
      mask,
    ) as object),
    ...(maskOf(mask, "changes") === undefined ? {} : { changes: listed }),
  };
}

interface Log {
  driveId: string | undefined;
  withSharedDrives: boolean;
}

/** For each thing that changed: the last event, and all since the token. */
function newestOf(events: readonly ChangeEvent[]) {
  const found = new Map<string, { event: ChangeEvent; all: ChangeEvent[] }>();
  for (const event of events) {
    const id = event.type === "file" ? event.fileId : event.driveId;
    const all = [...(found.get(id)?.all ?? []), event];
    // Set anew, so that the order is that of the last events.
    found.delete(id);
    found.set(id, { event, all });
  }
  return [...found.values()];
}

function changeJson(call: Call, event: ChangeEvent, all: readonly ChangeEvent[], log: Log) {
  const state =
    event.type === "file"
      ? fileState(call, event.fileId, all, log)
      : driveState(call, event.driveId, all, log);
  if (state === "never-there") return undefined;
  const isRemoved = state === "removed";
  if (isRemoved && call.query.text("includeRemoved") === "false") return undefined;
  const mask = maskOf(call.mask, "changes") ?? new Map();
  const driveId = event.type === "drive" ? event.driveId : log.driveId;
  const shown = {
    kind: "drive#change",
    type: event.type === "drive" ? "teamDrive" : "file",
    changeType: event.type,
    time: new Date(event.at).toISOString(),
    removed: isRemoved,
    fileId: event.type === "file" ? event.fileId : undefined,
    driveId,
    teamDriveId: driveId,
  };
  const json = project(shown, mask) as Record<string, unknown>;
  return { ...defined(mask === true ? shown : json), ...current(call, event, isRemoved, mask) };
}

/** The file or drive as it is now, where it is still to be seen. */
function current(
  call: Call,
  event: ChangeEvent,
  isRemoved: boolean,
  mask: Parameters<typeof maskOf>[0],
) {
  const item = call.world.drive.items.get(event.type === "file" ? event.fileId : event.driveId);
  const asked = maskOf(mask, event.type);
  if (item === undefined || asked === undefined) return {};
  const access = accessFor(call, item);
  if (access.role === undefined) return {};
  if (event.type === "drive") {
    return isRemoved ? {} : { drive: project(driveJson(item, access), asked) };
  }
  if (isRemoved && !call.query.flag("includeCorpusRemovals")) return {};
  return { file: fileJson(viewOf(call, item, access), asked) };
}

type State = "there" | "removed" | "never-there";

function fileState(call: Call, id: string, all: readonly ChangeEvent[], log: Log): State {
  const item = call.world.drive.items.get(id);
  if (item !== undefined && isInLog(call, item, log)) {
    return isLeftOut(call, item, log) ? "never-there" : "there";
  }
  return all.some((event) => event.type === "file" && wasInLog(call, event, log))
    ? "removed"
    : "never-there";
}

function isInLog(call: Call, item: DriveItem, { driveId, withSharedDrives }: Log): boolean {
  if (driveId !== undefined) return item.driveId === driveId;
  if (item.driveId !== undefined && !withSharedDrives) return false;
  const { isNamedHere } = accessFor(call, item);
  if (!isNamedHere) return false;
  return item.driveId === undefined || !isMember(call, item.driveId);
}

/** What others own and share stays in the log, and is not shown. */
function isLeftOut(call: Call, item: DriveItem, { driveId }: Log): boolean {
  const isRestricted = driveId === undefined && call.query.flag("restrictToMyDrive");
  return isRestricted && !isInMyDrive(call, item);
}

function wasInLog(
  call: Call,
  { driveIdBefore, keysBefore }: Extract<ChangeEvent, { type: "file" }>,
  { driveId, withSharedDrives }: Log,
): boolean {
  if (driveId !== undefined) return driveIdBefore === driveId;
  if (driveIdBefore !== undefined && (!withSharedDrives || isMember(call, driveIdBefore))) {
    return false;
  }
  return keysBefore.some((key) => call.caller.keys.has(key));
}

function driveState(call: Call, id: string, all: readonly ChangeEvent[], log: Log): State {
  if (log.driveId !== undefined ? log.driveId !== id : !log.withSharedDrives) return "never-there";
  if (isMember(call, id)) return "there";
  const had = all.some(({ keysBefore }) => keysBefore.some((key) => call.caller.keys.has(key)));
  return had ? "removed" : "never-there";
}

function isInMyDrive({ world: { drive }, caller }: Call, item: DriveItem): boolean {
  let top = item;
  while (top.parentId !== undefined) top = drive.get(top.parentId);
  return top.id === drive.rootOf(caller.email);
}

function readDriveId(call: Call): string | undefined {
  const { query, world } = call;
  const driveId = query.text("driveId") ?? query.text("teamDriveId");
  if (driveId === undefined) return undefined;
  if (!supportsAllDrives(call)) {
    throw forbidden(
      "supportsTeamDrivesRequired",
      "The supportsAllDrives parameter must be set to true when driveId is given.",
      "supportsAllDrives",
    );
  }
  const root = world.drive.items.get(driveId);
  if (root === undefined || !isDriveRoot(root) || !isMember(call, driveId)) {
    throw driveNotFound(driveId);
  }
  return driveId;
}

/** A number in a user's log, and something opaque in a shared drive's; `origin` is where the first page began. */
function writeToken(driveId: string | undefined, at: number, origin = at): string {
  const place = origin === at ? String(at) : `${at}.${origin}`;
  if (driveId === undefined) return place;
  return `~!!~${Buffer.from(`${driveId} ${place}`).toString("base64url")}`;
}

function readToken(token: string, driveId: string | undefined) {
  const text = token.startsWith("~!!~")
    ? Buffer.from(token.slice(4), "base64url").toString("utf8")
    : token;
  const [place = "", of] = text.split(" ").reverse();
  const read = /^(\d+)(?:\.(\d+))?$/.exec(place);
  if (of !== driveId || read === null) return undefined;
  const at = Number(read[1]);
  return { at, origin: Number(read[2] ?? at) };
}

function defined(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}
