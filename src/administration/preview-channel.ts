import { allowedAccessIds } from "../access/audience.ts";
import type { AdminItem, AdminReply, Commander } from "../chat/admin-reply.ts";
import { platformOf } from "../chat/platform-of.ts";
import { withPatience } from "../chat/with-patience.ts";
import type { AdminDeps } from "./admin-command.ts";
import { count } from "./describe/in-words.ts";
import { readRoomSettings } from "./room-settings.ts";

const MOST_TITLES = 5;

/**
 * What everybody in a room together could be shown: of each of its sources the documents that each
 * single person there may read. @throws ChatError when it cannot be told who is there
 */
export async function previewChannel(
  roomId: string,
  { person }: Commander,
  deps: AdminDeps,
): Promise<AdminReply> {
  const { storage, platforms } = deps;
  const platform = platformOf(roomId, platforms);
  const place = { roomId, roomKind: "closed" as const, askedBy: person, onlyTo: undefined };
  const audience = await withPatience(() => platform.audienceOf(place));
  const allowed = new Set(allowedAccessIds(audience, await storage.accessLists.list()));
  const { settings } = await readRoomSettings(roomId, deps);
  const sources = await storage.sources.list();
  const used = sources.filter(({ name }) => settings.sources?.includes(name) ?? true);
  const items = await Promise.all(used.map(({ name }) => previewSource(name, allowed, deps)));
  const room = await platform.roomWord(roomId);
  const text = `Answers here use only what each person who can read this ${room} may read. Now that is:`;
  return {
    parts: [
      { type: "text", text },
      { type: "list", title: "Shown here", items, none: "No source may be used here." },
    ],
  };
}

async function previewSource(
  name: string,
  allowed: ReadonlySet<number>,
  { storage }: AdminDeps,
): Promise<AdminItem> {
  const documents = await storage.documents.list(name);
  const readable = documents.filter(
    ({ accessId, passages }) => allowed.has(accessId) && passages > 0,
  );
  const titles = readable.slice(0, MOST_TITLES).map(({ title }) => `• ${title}`);
  const more = readable.length - titles.length;
  return {
    title: name,
    state: readable.length > 0 ? "ok" : "off",
    lines: [
      `${readable.length.toLocaleString("en")} of ${count(documents.length, "document")}`,
      ...titles,
      ...(more > 0 ? [`… and ${more.toLocaleString("en")} more`] : []),
    ],
  };
}
