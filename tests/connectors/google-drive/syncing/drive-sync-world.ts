import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { SourceRecord } from "../../../../src/storage/storage.ts";
import { type SyncOptions, syncSource } from "../../../../src/sync/sync-source.ts";
import type { CounterpartOptions } from "../../../counterparts/google-drive/start-google-drive-counterpart.ts";
import { openDeps, sourceRecord, temporaryFolder } from "../../../sync/sync-world.ts";
import { readIndex } from "../../read-index.ts";
import { openCounterpart } from "../drive-fixture.ts";
import { readDrive } from "./read-drive.ts";

const NAME = "drive";

/** A counterpart, and a source that is synced from it into a real index. */
export async function openDriveSync(
  options: CounterpartOptions = {},
  settings: Record<string, string> = {},
) {
  const opened = await openCounterpart(options);
  const dataDir = join(temporaryFolder(), "data");
  const deps = await openDeps(dataDir);
  const close = async () => {
    await deps.close();
    await opened.counterpart.close();
  };
  const record: SourceRecord = sourceRecord(NAME, { kind: "google-drive", audience: undefined });
  await deps.storage.sources.add(record);
  const current = { ...settings };
  return {
    ...opened,
    deps,
    dataDir,
    close,
    /** Changes settings for the syncs that follow. */
    set: (change: Record<string, string>) => Object.assign(current, change),
    sync: (change: Partial<SyncOptions> = {}, secret?: string) =>
      syncSource(record, opened.connect(current, secret), deps, {
        signal: new AbortController().signal,
        ...change,
      }),
    /** What somebody who may read everything finds in the index. */
    indexed: () => readIndex(deps, NAME),
    /** What the index should hold, told from the counterpart without the connector's help. */
    expected: () => readDrive(opened.drive, current),
    failures: () => deps.storage.failures.list(NAME),
    requestsSince(start: number): string[] {
      return opened.world.requests.slice(start).map(({ method, path }) => `${method} ${path}`);
    },
  };
}

/** The same, closed when the test ends. */
export async function openClosedSync(
  ...given: Parameters<typeof openDriveSync>
): ReturnType<typeof openDriveSync> {
  const world = await openDriveSync(...given);
  onTestFinished(world.close);
  return world;
}
