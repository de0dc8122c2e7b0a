/** A process of its own that syncs, for tests that kill it: node notion-sync-process.ts <data> <apiUrl> <settings>. */
import { notion } from "../../../../connectors/notion/index.ts";
import { syncSource } from "../../../../src/sync/sync-source.ts";
import { fixedSecret } from "../../../support/fixed-secret.ts";
import { openDeps, sourceRecord } from "../../../sync/sync-world.ts";

const [dataDir = "", apiUrl = "", settings = "{}"] = process.argv.slice(2);
const deps = await openDeps(dataDir);
await deps.storage.sources.add(sourceRecord("notion", { kind: "notion", audience: undefined }));
const given = { apiUrl, requestsPerMinute: "1000000", ...JSON.parse(settings) };
const connector = notion.create(notion.settings.parse(given), fixedSecret("ntn_test"));
await syncSource(sourceRecord("notion"), connector, deps, { signal: new AbortController().signal });
await deps.close();
