import { rm } from "node:fs/promises";
import { expect, test } from "vitest";
import { connectorKinds, findConnector } from "../../connectors/registry.ts";
import type { ConnectorFixture } from "../contracts/connector-contract.ts";
import { connectorContract } from "../contracts/connector-contract.ts";
import { seedCompany } from "../counterparts/google-drive/seeds/seed-company.ts";
import { makeSite } from "./confluence/confluence-fixture.ts";
import { filesConnector, makeFolder } from "./files/files-fixture.ts";
import { openCounterpart } from "./google-drive/drive-fixture.ts";
import { makeWorkspace } from "./notion/notion-fixture.ts";

const fixtures: Record<string, () => Promise<ConnectorFixture>> = {
  files: async () => {
    const folder = await makeFolder({
      "_access.yaml": "team/**: [group:team, 'user:Ana@Example.com']",
      "broken.md": Buffer.from([0x23, 0x20, 0xc3, 0x28]),
      "leave.md": "---\nupdated: 2026-02-03\n---\n# Leave\n\nTwenty days.",
      "pages.jsonl": '{"_id": "p1", "text": "One."}\nnot json\n{"_id": "p2", "text": "Two."}\n',
      "rooms.csv": "room,seats\nNorth,8\n",
      "team/plan.html": "<h1>Plan</h1><p>Ship it.</p>",
    });
    return {
      connector: filesConnector(folder, { baseUrl: "https://example.com/docs" }),
      badIds: ["broken.md", "pages.jsonl:2"],
      close: () => rm(folder, { recursive: true }),
    };
  },
  confluence: async () => {
    const { counterpart, world, site, leaveId, connect } = await makeSite();
    // Long ago, as most pages are: none is read again only to be sure.
    site.advance(60 * 60_000);
    const brokenId = site.createPage({ spaceKey: "HB", title: "Broken", parentId: leaveId });
    world.broken.set(brokenId, 400);
    const groups = [`confluence-group:127.0.0.1:${site.everyoneId}`];
    return { connector: connect(), badIds: [brokenId], groups, close: counterpart.close };
  },
  "google-drive": async () => {
    const { counterpart, world, drive, connect } = await openCounterpart();
    const { people, staff, finance } = seedCompany(drive);
    const brokenId = drive.createDocument({ name: "Broken", parentId: people, markdown: "No." });
    world.broken.set(brokenId, 403);
    return {
      connector: connect({ drives: "all", myDrive: "true" }),
      badIds: [brokenId],
      groups: [`google-group:${staff}`, `google-group:${finance}`],
      close: counterpart.close,
    };
  },
  notion: async () => {
    const { counterpart, workspace, rootId, connect } = await makeWorkspace();
    // Long ago, as most pages are: none is read again only to be sure.
    workspace.advance(60 * 60_000);
    const brokenId = workspace.createPage({ title: "Broken", parentId: rootId });
    counterpart.world.broken.set(brokenId, 400);
    return {
      connector: connect({ audiences: `{"${rootId}": ["group:team", "user:Ana@Example.com"]}` }),
      badIds: [brokenId],
      close: counterpart.close,
    };
  },
};

for (const [kind, make] of Object.entries(fixtures)) connectorContract(kind, make);

test("every registered connector keeps the contract", () => {
  expect(Object.keys(fixtures).sort()).toEqual([...connectorKinds].sort());
});

test.each(connectorKinds)("the settings of %s say what they are for", (kind) => {
  const { settings, title } = findConnector(kind) ?? {};
  const fields = Object.entries((settings as unknown as { shape: object }).shape);
  expect(title).toMatch(/\S/);
  expect(fields.length).toBeGreaterThan(0);
  for (const [name, field] of fields) expect(field.description, name).toMatch(/\.$/);
});

test("an unknown kind is not found", () => {
  expect(findConnector("carrier-pigeon")).toBeUndefined();
});
