import type { ChangesRequest, Connector, SourceChange } from "../connector.ts";
import type { ConnectorSecret } from "../definition.ts";
import { sharedBudget } from "../shared/http/request-budget.ts";
import { hash } from "../shared/state/hash.ts";
import { ConfluenceApi } from "./api/confluence-api.ts";
import { createCredentials } from "./api/credentials.ts";
import { currentUser } from "./api/current-user.ts";
import { checkConnection } from "./check-connection.ts";
import { readGroups } from "./readers/read-groups.ts";
import type { ConfluenceSettings } from "./settings.ts";
import type { Cursor } from "./site/cursor.ts";
import type { Space } from "./site/spaces.ts";
import { completeFacts, itemsOf, listContent } from "./sync/list-content.ts";
import { type Run, startRun } from "./sync/run.ts";
import { sweep } from "./sync/sweep.ts";
import { syncEdits } from "./sync/sync-edits.ts";

/** The search may be late, clocks differ, and its times are whole minutes. */
const OVERLAP_MS = 10 * 60_000;
const MINUTE_MS = 60_000;

/** Reads pages, blog posts and files of one Confluence Cloud site. */
export function createConfluenceConnector(
  settings: ConfluenceSettings,
  secret: ConnectorSecret,
): Connector & Required<Pick<Connector, "outline" | "check" | "groups">> {
  const { site, email = "", apiUrl, timeoutMs, requestsPerMinute } = settings;
  const credentials = createCredentials(settings, secret);

  function open(signal: AbortSignal): ConfluenceApi {
    signal.throwIfAborted();
    const budget = sharedBudget(hash([site, apiUrl, email]), requestsPerMinute);
    return new ConfluenceApi({ site, credentials, timeoutMs, budget, signal });
  }

  async function* outline(signal: AbortSignal) {
    const request: ChangesRequest = {
      cursor: undefined,
      knownFingerprint: () => undefined,
      signal,
    };
    const run = await startRun(open(signal), settings, request);
    await listContent(run, run.spaces.values());
    await completeFacts(run, run.site.documents(), true);
    for (const item of itemsOf(run)) {
      const page = "page" in item ? item.page : run.site.nodes.get(item.file.containerId);
      const place = page === undefined ? undefined : run.places.of(page);
      if (page === undefined || place === undefined) continue;
      const who = await run.readers.whoReads(page, place);
      const readableBy = await run.readers.principals(who);
      const { id: documentId, title } = "page" in item ? item.page : item.file;
      yield { documentId, title, kind: "page" in item ? item.page.kind : "attachment", readableBy };
    }
  }

  return {
    listing: "incremental",
    async *changes(request) {
      const api = open(request.signal);
      const user = await currentUser(api);
      const startedAt = api.serverTime();
      const run = await startRun(api, settings, request);
      const cursor: Cursor = {
        since: startedAt - OVERLAP_MS,
        sweptAt: startedAt,
        seen: [],
        spaces: hashSpaces(run.spaces.values()),
        settings: hash([JSON.stringify(whatIsRead(settings))]),
      };
      for await (const change of syncRun(run, cursor, user.timeZone)) {
        yield change;
        request.signal.throwIfAborted();
      }
    },
    async *listDocumentIds(signal) {
      const run = await startRun(open(signal), settings, {
        cursor: undefined,
        knownFingerprint: () => undefined,
        signal,
      });
      await listContent(run, run.spaces.values());
      for (const item of itemsOf(run)) {
        if ("page" in item) yield { documentId: item.page.id, kind: item.page.kind };
        else yield { documentId: item.file.id, kind: "attachment" };
      }
    },
    outline,
    check: (signal) => checkConnection(open(signal), settings),
    async *groups(wanted, signal) {
      yield* readGroups(open(signal), wanted);
    },
  };
}

/** Reads what changed, or everything when it is time to. */
async function* syncRun(
  run: Run,
  next: Cursor,
  timeZone: string | undefined,
): AsyncGenerator<SourceChange> {
  const { cursor, request, settings, spaces } = run;
  const isFresh = cursor !== undefined && cursor.settings === next.settings && cursor.sweptAt > 0;
  const sinceMs = next.sweptAt - (cursor?.sweptAt ?? 0);
  // A clock that was put back must not put off listing; a second's difference means nothing.
  const isDue = sinceMs >= settings.sweepMinutes * 60_000 || sinceMs < -MINUTE_MS;
  if (!isFresh || isDue || settings.sweepMinutes === 0 || request.everything === true) {
    // A first run says when it began as soon as it has something: cut off, it goes on from there.
    let isUnsaid = cursor === undefined && run.knownIds.size === 0;
    for await (const change of sweep(run, [...spaces.values()])) {
      yield change;
      run.request.signal.throwIfAborted();
      if (!isUnsaid) continue;
      isUnsaid = false;
      yield { type: "checkpoint", cursor: JSON.stringify({ ...next, sweptAt: 0 }) };
    }
    yield { type: "checkpoint", cursor: JSON.stringify(withUnlisted(next, spaces)) };
    return;
  }
  const isChanged = [...spaces.keys()].some((id) => cursor.spaces[id] !== next.spaces[id]);
  const isLost = Object.keys(cursor.spaces).some((id) => !spaces.has(id));
  const seen = yield* syncEdits(run, cursor.since, timeZone);
  // Who may view a space is part of who may read each of its pages, and what other spaces' pages show of them.
  if (isLost || isChanged) yield* sweep(run, [...spaces.values()]);
  const { sweptAt } = cursor;
  const last = withUnlisted({ ...next, sweptAt, seen }, spaces);
  yield { type: "checkpoint", cursor: JSON.stringify(last) };
}

/** A space that no list showed, but its pages did, is listed until the list shows it again. */
function withUnlisted(next: Cursor, spaces: ReadonlyMap<string, Space>): Cursor {
  const ids = [...spaces.keys()].map((id) => [id, next.spaces[id] ?? ""]);
  return { ...next, spaces: Object.fromEntries(ids) };
}

function hashSpaces(spaces: Iterable<Space>): Record<string, string> {
  const entries = [...spaces].map(({ id, key, name, readers }) => {
    const { isPublic, users, groups } = readers;
    return [
      id,
      hash([key, name, String(isPublic), ...[...users].sort(), "", ...[...groups].sort()]),
    ];
  });
  return Object.fromEntries(entries);
}

/** A change of these changes what is read, or how. */
function whatIsRead({ site, email, comments, attachments, archived }: ConfluenceSettings) {
  return { site, email, comments, attachments, archived };
}
