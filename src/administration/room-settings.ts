import { AdminError, requireSource } from "../sources/sources-deps.ts";
import { newRoom } from "../storage/ports/room-storage.ts";
import type { RoomRecord, Storage } from "../storage/storage.ts";

export type RoomSettings = Pick<
  RoomRecord,
  "autoAnswer" | "followUps" | "sources" | "expert" | "shareAsIs"
>;

export interface RoomSettingsDeps {
  storage: Storage;
  now: () => number;
}

const MAX_EXPERT_CHARACTERS = 200;

/** The settings of a room, or under its id of a workspace, as they are now. @throws AdminError */
export async function readRoomSettings(
  room: string,
  { storage }: Pick<RoomSettingsDeps, "storage">,
): Promise<{ room: string; settings: RoomSettings }> {
  const id = await findRoom(room, storage);
  return { room: id, settings: settingsOf((await storage.rooms.rooms.get(id)) ?? newRoom(id)) };
}

/** Changes what is named and leaves the rest; written to the audit log. @throws AdminError */
export async function changeRoomSettings(
  room: string,
  change: Partial<RoomSettings>,
  actor: string,
  deps: RoomSettingsDeps,
): Promise<{ room: string; settings: RoomSettings }> {
  const { storage, now } = deps;
  for (const source of change.sources ?? []) await requireSource(source, deps);
  if ((change.expert ?? "").length > MAX_EXPERT_CHARACTERS) {
    throw new AdminError(`Name the expert in ${MAX_EXPERT_CHARACTERS} characters at most.`);
  }
  const { room: id, settings: before } = await readRoomSettings(room, deps);
  const settings = settingsOf(await storage.rooms.rooms.change(id, change));
  const where = isWorkspace(id) ? { workspace: id } : { room: id };
  const detail = { ...where, before, after: settings };
  await storage.audit.append({ at: now(), actor, action: "room.changed", detail });
  return { room: id, settings };
}

function settingsOf({
  autoAnswer,
  followUps,
  sources,
  expert,
  shareAsIs,
}: RoomRecord): RoomSettings {
  return { autoAnswer, followUps, sources, expert, shareAsIs };
}

/** `teams:<tenant>`; rooms have a part more. */
function isWorkspace(id: string): boolean {
  return id.split(":").length === 2;
}

/** A whole id, or its last part where only one known room ends with it. */
async function findRoom(room: string, storage: Storage): Promise<string> {
  if (/^[a-z]+:[^\s:]+(?::\S+)?$/.test(room)) return room;
  const known = (await storage.rooms.rooms.list()).filter(({ id }) => id.endsWith(`:${room}`));
  const [only] = known;
  if (only !== undefined && known.length === 1) return only.id;
  throw new AdminError(
    `"${room}" is no id of a channel: give platform, workspace and channel, such as slack:T0123456:C0123456.`,
  );
}
