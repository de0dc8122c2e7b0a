import { afterEach, expect, onTestFinished, test } from "vitest";
import { allowInternalHosts } from "../../../../connectors/shared/guard/allowed-hosts.ts";
import { readChanges } from "../../../contracts/connector-contract.ts";
import { fileBlock } from "../../../counterparts/notion/workspace/content.ts";
import * as confluenceFixture from "../../confluence/confluence-fixture.ts";
import * as notionFixture from "../../notion/notion-fixture.ts";
import { lead, openInside, startFront } from "./inside.ts";

afterEach(() => allowInternalHosts([]));

function failuresIn(changes: Awaited<ReturnType<typeof readChanges>>): string[] {
  return changes.flatMap((change) => (change.type === "document-failed" ? [change.reason] : []));
}

test("a file that Notion says lies at a name of this machine's is not fetched", async () => {
  const inside = await openInside();
  lead({ "files.example.com": [["127.0.0.1"]] });
  const { counterpart, workspace, connect } = await notionFixture.openCounterpart();
  onTestFinished(counterpart.close);
  const pageId = workspace.createPage({ title: "Travel", access: "shared" });
  workspace.appendBlocks(pageId, [fileBlock(`https://files.example.com:${inside.port}/a.txt`)]);
  const reasons = failuresIn(await readChanges(connect()));
  expect(reasons).toEqual([
    expect.stringMatching(/leads to files\.example\.com, an address of the/),
  ]);
  expect(inside.connections()).toBe(0);
});

test("a file of Confluence's is not fetched where a name of Atlassian's leads here", async () => {
  const inside = await openInside();
  lead({ "api.media.atlassian.com": [["127.0.0.1"]] });
  const { counterpart, settings, connect } = await confluenceFixture.makeSite();
  onTestFinished(counterpart.close);
  const location = `https://api.media.atlassian.com:${inside.port}/file/1`;
  const site = await startFront(settings.site, {
    sendOn: (path) => (path.includes("/download") ? location : undefined),
  });
  const reasons = failuresIn(await readChanges(connect({ site })));
  expect(reasons).toEqual([
    expect.stringMatching(/leads to api\.media\.atlassian\.com, an address/),
  ]);
  expect(inside.connections()).toBe(0);
});

const CHANGING = "changing.example";
const FIRST = "127.0.0.2";

/** The vendor at an address that is allowed, of a name that leads to this machine from then on. */
async function openChanging(behind: string) {
  const inside = await openInside("127.0.0.1");
  await startFront(behind, { at: { address: FIRST, port: inside.port } });
  allowInternalHosts([FIRST]);
  const { looked } = lead({ [CHANGING]: [[FIRST], ["127.0.0.1"]] });
  return { url: `http://${CHANGING}:${inside.port}`, inside, looked };
}

// A Mac has no second address of its own.
test.skipIf(process.platform === "darwin").each(["notion", "confluence"] as const)(
  "a name that %s's client looked up before is judged anew with each connection",
  async (kind) => {
    const opened = {
      notion: notionFixture.makeWorkspace,
      confluence: confluenceFixture.makeSite,
    };
    const { counterpart, connect } = await opened[kind]();
    onTestFinished(counterpart.close);
    const isSite = "siteUrl" in counterpart;
    const { url, inside, looked } = await openChanging(
      isSite ? counterpart.siteUrl : counterpart.apiUrl,
    );
    const changes = await readChanges(connect(isSite ? { site: url } : { apiUrl: url })).catch(
      (error: Error) => error.message,
    );
    const said = typeof changes === "string" ? changes : failuresIn(changes).join();
    expect(said).toMatch(/an address of the internal network/);
    // The first request was sent where the first look led; each further look was judged by itself.
    expect(looked().length).toBeGreaterThan(1);
    expect(inside.connections()).toBe(0);
  },
);
