import type { ChangesRequest } from "../../connector.ts";
import type { ConfluenceApi } from "../api/confluence-api.ts";
import type { ContentReply } from "../api/shapes.ts";
import { createPeople, type People } from "../readers/people.ts";
import { createReaders, type Readers } from "../readers/readers.ts";
import type { ConfluenceSettings } from "../settings.ts";
import { type Cursor, readCursor } from "../site/cursor.ts";
import { type Mark, readFingerprint } from "../site/fingerprint.ts";
import { createPlaces, type Places } from "../site/places.ts";
import { createSite, type Site } from "../site/site.ts";
import { listSpaces, type Space } from "../site/spaces.ts";

/** What one run knows, and what it was asked for. */
export interface Run {
  api: ConfluenceApi;
  settings: ConfluenceSettings;
  request: ChangesRequest;
  cursor: Cursor | undefined;
  knownIds: ReadonlySet<string>;
  /** By id; only spaces that are read. */
  spaces: Map<string, Space>;
  site: Site;
  places: Places;
  people: People;
  readers: Readers;
  /** Texts that were asked for several at a time, until they are used. */
  bodies: Map<string, ContentReply>;
  /** How often Confluence was away, without anything read in between. */
  failuresInARow: number;
  /** What the document with this id was read into last. */
  markOf(documentId: string): Mark | undefined;
}

/** Asks for the spaces and who may view them; all else is asked for when it is needed. */
export async function startRun(
  api: ConfluenceApi,
  settings: ConfluenceSettings,
  request: ChangesRequest,
): Promise<Run> {
  const spaces = new Map((await listSpaces(api, settings)).map((space) => [space.id, space]));
  const site = createSite(api);
  const people = createPeople(api);
  return {
    api,
    settings,
    request,
    cursor: readCursor(request.cursor),
    knownIds: new Set(request.knownDocumentIds?.() ?? []),
    spaces,
    site,
    places: createPlaces(site, spaces, settings),
    people,
    readers: createReaders(site, people, settings.site),
    bodies: new Map(),
    failuresInARow: 0,
    markOf: (documentId) => readFingerprint(request.knownFingerprint(documentId)),
  };
}
