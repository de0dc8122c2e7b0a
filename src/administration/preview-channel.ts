import { allowedAccessIds } from "../access/audience.ts";
import type { AdminItem, AdminReply, Commander } from "../chat/admin-reply.ts";
import { platformOf } from "../chat/platform-of.ts";
import { withPatience } from "../chat/with-patience.ts";
import type { AdminDeps } from "./admin-command.ts";
import { count } from "./describe/in-words.ts";
import { readRoomSettings } from "./room-settings.ts";

type Deps = Pick<AdminDeps, "storage" | "platforms">;

/** What of one source everybody in a room together could be shown. */
export interface SourcePreview {
  source: string;
  documents: number;
  readable: number;
  /** The first few of those that are readable. */
  titles: string[];
}

const MOST_TITLES = 5;

/**
 * What everybody in a room together could be shown: of each of its sources the documents that each
 * single person there may read. `person`: who looks from within the room, and so reads there too.
 * @throws ChatError when it cannot be told who is there
 */
export async function previewRoom(
  roomId: string,
  person: string | undefined,
  { storage, platforms }: Deps,
): Promise<SourcePreview[]> {
  const platform = platformOf(roomId, platforms);
  const place = { roomId, roomKind: "closed" as const, askedBy: person, onlyTo: undefined };
  const audience = await withPatience(() => platform.audienceOf(place));
  const allowed = new Set(allowedAccessIds(audience, await storage.accessLists.list()));
  const { settings } = await readRoomSettings(roomId, { storage });
  const sources = await storage.sources.list();
  const used = sources.filter(({ name }) => settings.sources?.includes(name) ?? true);
  return Promise.all(used.map(({ name }) => previewSource(name, allowed, { storage })));
}

async function previewSource(
  source: string,
  allowed: ReadonlySet<number>,
  { storage }: Pick<Deps, "storage">,
): Promise<SourcePreview> {
  const documents = await storage.documents.list(source);
  const readable = documents.filter(
    ({ accessId, passages }) => allowed.has(accessId) && passages > 0,
  );
  const titles = readable.slice(0, MOST_TITLES).map(({ title }) => title);
  return { source, documents: documents.length, readable: readable.length, titles };
}

/** As a chat answers it. @throws ChatError */
export async function previewChannel(
  roomId: string,
  { person }: Commander,
  deps: AdminDeps,
): Promise<AdminReply> {
  const previews = await previewRoom(roomId, person, deps);
  const room = await platformOf(roomId, deps.platforms).roomWord(roomId);
  const items = previews.map(
    (preview): AdminItem => ({
      title: preview.source,
      state: preview.readable > 0 ? "ok" : "off",
      lines: previewLines(preview),
    }),
  );
  return {
    parts: [
      { type: "text", text: previewSentence(room) },
      { type: "list", title: "Shown here", items, none: NO_SOURCE },
    ],
  };
}

export const NO_SOURCE = "No source may be used here.";

export function previewSentence(room: string): string {
  return `Answers here use only what each person who can read this ${room} may read. Now that is:`;
}

export function previewLines({ documents, readable, titles }: SourcePreview): string[] {
  const more = readable - titles.length;
  return [
    `${readable.toLocaleString("en")} of ${count(documents, "document")}`,
    ...titles.map((title) => `• ${title}`),
    ...(more > 0 ? [`… and ${more.toLocaleString("en")} more`] : []),
  ];
}
