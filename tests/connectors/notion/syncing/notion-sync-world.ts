import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Connector } from "../../../../connectors/connector.ts";
import { notionSettings } from "../../../../connectors/notion/settings.ts";
import type { SourceRecord } from "../../../../src/storage/storage.ts";
import { type SyncOptions, syncSource } from "../../../../src/sync/sync-source.ts";
import type { CounterpartOptions } from "../../../counterparts/notion/start-notion-counterpart.ts";
import { openDeps, sourceRecord, temporaryFolder } from "../../../sync/sync-world.ts";
import { readIndex } from "../../read-index.ts";
import { openCounterpart } from "../notion-fixture.ts";
import { readWorkspace } from "./read-workspace.ts";

const NAME = "notion";

export type NotionSync = Awaited<ReturnType<typeof openNotionSync>>;

/** A counterpart, and a source that is synced from it into a real index, until the test ends. */
export async function openNotionSync(
  options: CounterpartOptions = {},
  settings: Record<string, string> = {},
) {
  const world = await startNotionSync(options, settings);
  onTestFinished(world.close);
  return world;
}

/** The same, closed by its caller. */
export async function startNotionSync(
  options: CounterpartOptions,
  settings: Record<string, string>,
) {
  const opened = await openCounterpart(options);
  const dataDir = join(temporaryFolder(), "data");
  // One clock for both sides: pauses end when time passes in the workspace.
  const deps = { ...(await openDeps(dataDir)), now: opened.workspace.now };
  const record: SourceRecord = sourceRecord(NAME, { kind: "notion", audience: undefined });
  await deps.storage.sources.add(record);
  const current = { ...settings };
  const recheck = new Set<string>();

  function connect(token?: string): Connector {
    const connector = opened.connect(current, token);
    const named = [...recheck];
    recheck.clear();
    if (named.length === 0) return connector;
    return { ...connector, changes: (run) => connector.changes({ ...run, recheck: named }) };
  }

  return {
    ...opened,
    deps,
    dataDir,
    /** Changes settings for the syncs that follow. */
    set: (change: Record<string, string>) => Object.assign(current, change),
    /** What the next sync looks at in any case. */
    recheck,
    sync: (change: Partial<SyncOptions> = {}, token?: string) =>
      syncSource(record, connect(token), deps, { signal: new AbortController().signal, ...change }),
    /** What somebody who may read everything finds in the index. */
    indexed: () => readIndex(deps, NAME),
    /** What the index should hold, told from the workspace without the connector's help. */
    expected: () => readWorkspace(opened.workspace, notionSettings.parse({ ...current }).audiences),
    requestsSince(start: number): string[] {
      return opened.world.requests.slice(start).map(({ method, path }) => `${method} ${path}`);
    },
    async close() {
      await deps.close();
      await opened.counterpart.close();
    },
  };
}
