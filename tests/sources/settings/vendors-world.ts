import { onTestFinished } from "vitest";
import { confluence } from "../../../connectors/confluence/index.ts";
import { googleDrive } from "../../../connectors/google-drive/index.ts";
import { notion } from "../../../connectors/notion/index.ts";
import { addSource } from "../../../src/sources/add-source.ts";
import { changeSource } from "../../../src/sources/change-source.ts";
import type { SourceChange } from "../../../src/sources/settings/source-change.ts";
import { makeSite } from "../../connectors/confluence/confluence-fixture.ts";
import { ANN, openCounterpart as openDrive } from "../../connectors/google-drive/drive-fixture.ts";
import { makeWorkspace } from "../../connectors/notion/notion-fixture.ts";
import { TEST_LOGIN } from "../../counterparts/confluence/start-confluence-counterpart.ts";
import { openSourcesWorld } from "../sources-world.ts";

export type VendorKind = "notion" | "google-drive" | "confluence";

const FAST = { requestsPerMinute: "1000000", sweepMinutes: "10000" };
const LONG = "Many words. ".repeat(500);

/** A source of a kind that was added and has documents, a file and one that is too long among them. */
export async function openVendor(kind: VendorKind) {
  const sources = await openSourcesWorld([notion, googleDrive, confluence]);
  const { texts, rootId, ...given } = await OPEN[kind]();
  const { deps } = sources;
  const request = sources.request({ name: "wiki", kind, audience: ["group:staff"], ...given });
  await addSource(request, "ann", deps);
  return {
    ...sources,
    ...given,
    rootId,
    /** How often a text was asked for. */
    texts,
    sync: () => sources.sync("wiki"),
    change: (change: SourceChange) => changeSource("wiki", change, "ben", deps),
    record: async () => deps.storage.sources.get("wiki"),
  };
}

const OPEN = { notion: openNotion, "google-drive": openGoogleDrive, confluence: openConfluence };

async function openNotion() {
  const { counterpart, world, workspace, rootId } = await makeWorkspace();
  onTestFinished(() => counterpart.close());
  workspace.advance(60 * 60_000);
  return {
    settings: { apiUrl: counterpart.apiUrl, ...FAST },
    secret: world.token,
    rootId,
    texts: () => world.requests.filter(({ path }) => path.endsWith("/children")).length,
  };
}

async function openGoogleDrive() {
  const { counterpart, world, drive, addresses, key } = await openDrive();
  onTestFinished(() => counterpart.close());
  const rootId = drive.createFolder({ name: "People", owner: ANN });
  const text = { mimeType: "text/plain", parentId: rootId, owner: ANN };
  drive.createFile({ ...text, name: "leave.txt", content: "Twenty days." });
  // Something is left when the other one is left out.
  drive.createFile({ ...text, name: "pay.txt", content: "Monthly." });
  const longId = drive.createFile({ ...text, name: "long.txt", content: LONG });
  drive.share(longId, { type: "anyone", role: "reader" });
  const { requestsPerMinute } = FAST;
  return {
    settings: {
      ...addresses,
      requestsPerMinute,
      subject: ANN,
      myDrive: "true",
      maxFileBytes: "100",
    },
    secret: key,
    rootId,
    texts: () =>
      world.requests.filter(({ body }) => JSON.stringify(body)?.includes("media")).length,
  };
}

async function openConfluence() {
  const { counterpart, world, site, settings, leaveId } = await makeSite();
  onTestFinished(() => counterpart.close());
  const file = { fileName: "long.txt", mediaType: "text/plain", bytes: Buffer.from(LONG) };
  site.attach(leaveId, file);
  return {
    settings: { ...settings, ...FAST, maxFileBytes: "100" },
    secret: TEST_LOGIN.apiToken,
    rootId: leaveId,
    texts: () =>
      world.requests.filter(({ path, query }) => /body|download/.test(path + query)).length,
  };
}
