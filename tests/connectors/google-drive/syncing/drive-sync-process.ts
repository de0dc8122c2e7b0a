/** A process of its own that syncs, for tests that kill it: node drive-sync-process.ts <data> <settings> <key>. */
import { googleDrive } from "../../../../connectors/google-drive/index.ts";
import { syncSource } from "../../../../src/sync/sync-source.ts";
import { fixedSecret } from "../../../support/fixed-secret.ts";
import { openDeps, sourceRecord } from "../../../sync/sync-world.ts";

const [dataDir = "", settings = "{}", key = ""] = process.argv.slice(2);
const deps = await openDeps(dataDir);
const record = sourceRecord("drive", { kind: "google-drive", audience: undefined });
await deps.storage.sources.add(record);
const connector = googleDrive.create(
  googleDrive.settings.parse(JSON.parse(settings)),
  fixedSecret(key),
);
await syncSource(record, connector, deps, { signal: new AbortController().signal });
await deps.close();
