/** A process of its own that syncs, for tests that kill it: node confluence-sync-process.ts <data> <settings>. */
import { confluence } from "../../../connectors/confluence/index.ts";
import { syncSource } from "../../../src/sync/sync-source.ts";
import { TEST_LOGIN } from "../../counterparts/confluence/start-confluence-counterpart.ts";
import { fixedSecret } from "../../support/fixed-secret.ts";
import { openDeps, sourceRecord } from "../../sync/sync-world.ts";

const [dataDir = "", settings = "{}"] = process.argv.slice(2);
const deps = await openDeps(dataDir);
const record = sourceRecord("confluence", { kind: "confluence", audience: undefined });
await deps.storage.sources.add(record);
const parsed = confluence.settings.parse(JSON.parse(settings));
const connector = confluence.create(parsed, fixedSecret(TEST_LOGIN.apiToken));
await syncSource(record, connector, deps, { signal: new AbortController().signal });
await deps.close();
