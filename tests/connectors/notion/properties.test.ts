import { type PropertyWorld, syncProperties } from "../../contracts/sync-properties.ts";
import { paragraph } from "../../counterparts/notion/workspace/content.ts";
import type { Workspace } from "../../counterparts/notion/workspace/workspace.ts";
import type { Expectation } from "../read-index.ts";
import { startNotionSync } from "./syncing/notion-sync-world.ts";
import { operate, remap } from "./syncing/operate.ts";
import { anyOperation, type Operation } from "./syncing/operations.ts";
import { openWebhookDoor } from "./syncing/webhook-door.ts";

const LONG_AGO_MS = 10 * 60_000;
const SEARCH_LAG_MS = 3 * 60_000;

/** Two shared parts, one mapped to a team, one mapped again within, and one that is not shared. */
function seedCompany(workspace: Workspace): Record<string, string[]> {
  const blocks = [paragraph("Words at first.")];
  const open = workspace.createPage({ title: "Open", access: "shared", blocks });
  const team = workspace.createPage({ title: "Team", access: "shared", blocks });
  const inner = workspace.createPage({ title: "Inner", parentId: open, blocks });
  for (let n = 0; n < 10; n += 1) {
    workspace.createPage({ title: `Page ${n}`, parentId: n % 2 ? team : inner, blocks });
  }
  const { dataSourceId } = workspace.createDatabase({ title: "Vendors", parentId: inner });
  workspace.createPage({ title: "Acme", parentId: dataSourceId, blocks });
  return { [open]: ["everyone"], [team]: ["group:team"], [inner]: ["group:inner"] };
}

interface WorldOptions {
  sweepMinutes: string;
  withWebhooks?: boolean;
}

async function open(options: WorldOptions): Promise<PropertyWorld<Operation>> {
  const { sweepMinutes, withWebhooks = false } = options;
  let time = Date.UTC(2026, 2, 1, 9, 0, 5);
  const webhooks = { gatherMs: 60_000, retryMs: 5 };
  const world = await startNotionSync({ now: () => time, webhooks }, { sweepMinutes });
  const { workspace } = world;
  let audiences = seedCompany(workspace);
  world.set({ audiences: JSON.stringify(audiences) });
  // What stands below a hidden page in the trash can be told by this alone.
  workspace.trashReachesDown = sweepMinutes === "0";
  const door = withWebhooks ? await openWebhookDoor(world) : undefined;
  if (withWebhooks) world.world.searchLagMs = SEARCH_LAG_MS;
  time += LONG_AGO_MS;
  return {
    apply(operation) {
      operate(workspace, operation);
      if (operation.do !== "map") return;
      audiences = remap(workspace, audiences, operation);
      world.set({ audiences: JSON.stringify(audiences) });
    },
    advance: (ms) => {
      time += ms;
    },
    onRequest: (act) => {
      world.world.onRequest = act;
    },
    async sync() {
      await world.world.webhooks.flush();
      return world.sync({ confirmRemovals: true });
    },
    indexed: async () => ownWords(await world.indexed()),
    expected: () => ownWords(world.expected()),
    async close() {
      await door?.close();
      await world.close();
    },
  };
}

/** What people wrote, pages that they name, and those that stand there. */
const WORDS = /Words (?:\d+-\d+|at first|within)\.|Names [^.]*\.|\[[A-Z](?:[\w ]|\\.)*\]\(/g;

/** Links, labels and what a database says of itself are the connector's; the words of people are compared. */
function ownWords(documents: Record<string, Expectation>): Record<string, Expectation> {
  return Object.fromEntries(
    Object.entries(documents).map(([id, one]) => {
      const found = one.text.match(WORDS) ?? [];
      return [id, { ...one, text: [...new Set(found)].sort().join("\n") }];
    }),
  );
}

syncProperties<Operation>({
  kind: "notion, everything listed each time",
  operation: anyOperation(["quiet", "untold"]),
  open: () => open({ sweepMinutes: "0" }),
});

syncProperties<Operation>({
  kind: "notion, from edits alone",
  operation: anyOperation([]),
  open: () => open({ sweepMinutes: "10080" }),
});

syncProperties<Operation>({
  kind: "notion, from webhooks while the search is late",
  operation: anyOperation(["quiet"]),
  open: () => open({ sweepMinutes: "10080", withWebhooks: true }),
});
