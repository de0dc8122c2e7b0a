import type { Connector } from "../../../connectors/connector.ts";
import { notion } from "../../../connectors/notion/index.ts";
import {
  type CounterpartOptions,
  startNotionCounterpart,
} from "../../counterparts/notion/start-notion-counterpart.ts";
import { paragraph } from "../../counterparts/notion/workspace/content.ts";
import { fixedSecret } from "../../support/fixed-secret.ts";

/** As fast as the machine allows, unless a test is about the pace. */
const FAST = { requestsPerMinute: "1000000" };

/** A counterpart, and connectors to it; the caller closes it. */
export async function openCounterpart(options: CounterpartOptions = {}) {
  const counterpart = await startNotionCounterpart(options);
  return {
    counterpart,
    world: counterpart.world,
    workspace: counterpart.world.workspace,
    connect(settings: Record<string, string> = {}, token = counterpart.world.token): Connector {
      const given = { apiUrl: counterpart.apiUrl, ...FAST, ...settings };
      return notion.create(notion.settings.parse(given), fixedSecret(token));
    },
  };
}

/** The same with a shared page and two below it, one with a database of two rows. */
export async function makeWorkspace(options: CounterpartOptions = {}) {
  const opened = await openCounterpart(options);
  const { workspace } = opened;
  const rootId = workspace.createPage({
    title: "Handbook",
    access: "shared",
    blocks: [paragraph("Welcome to Acme.")],
  });
  const leaveId = workspace.createPage({
    title: "Leave",
    parentId: rootId,
    blocks: [paragraph("Everybody has twenty days.")],
  });
  const { databaseId, dataSourceId } = workspace.createDatabase({
    title: "Vendors",
    parentId: rootId,
    columns: { Status: "select" },
  });
  const rowIds = ["Acme Paper", "Blue Couriers"].map((title, at) =>
    workspace.createPage({
      title,
      parentId: dataSourceId,
      properties: {
        Status: {
          id: "status",
          type: "select",
          select: { id: `o${at}`, name: at === 0 ? "Approved" : "Blocked", color: "red" },
        },
      },
    }),
  );
  return { ...opened, rootId, leaveId, databaseId, dataSourceId, rowIds };
}
