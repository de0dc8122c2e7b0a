import { seededRandom } from "../../support/seeded-random.ts";
import { type Budget, NO_FAULTS } from "../shared/faults.ts";
import { serve } from "../shared/serve.ts";
import { handleRequest } from "./api/handle-request.ts";
import { createOAuthState } from "./oauth/oauth-state.ts";
import { createWebhooks, type WebhookPace } from "./webhooks/webhooks.ts";
import { createWorkspace } from "./workspace/workspace.ts";
import type { World } from "./world.ts";

/** Where Notion stops, whatever is asked. */
const RESULT_LIMIT = 10_000;
/** Notion gathers for up to a minute and goes on trying for a day; people here wait less. */
const WEBHOOK_PACE = { gatherMs: 2_000, retryMs: 1_000 };

export interface CounterpartOptions {
  port?: number;
  token?: string;
  /** The workspace's clock; the machine's where absent. */
  now?: () => number;
  /** What chance does to faults. */
  seed?: number;
  resultLimit?: number;
  budget?: Budget;
  webhooks?: WebhookPace;
}

export interface NotionCounterpart {
  /** `http://127.0.0.1:<port>`; the SDK adds `/v1`. */
  apiUrl: string;
  /** The state behind it, to look at and to change. */
  world: World;
  close(): Promise<void>;
}

/** A local server that answers and refuses as Notion's API of 2025-09-03. */
export async function startNotionCounterpart(
  options: CounterpartOptions = {},
): Promise<NotionCounterpart> {
  const workspace = createWorkspace(options.now === undefined ? {} : { now: options.now });
  const webhooks = createWebhooks(workspace, options.webhooks ?? WEBHOOK_PACE);
  const world: World = {
    workspace,
    webhooks,
    oauth: createOAuthState(workspace.now),
    token: options.token ?? "ntn_test",
    capabilities: { content: true, comments: true, users: "names" },
    budget: options.budget,
    faults: NO_FAULTS,
    pauses: [],
    searchLagMs: 0,
    resultLimit: options.resultLimit ?? RESULT_LIMIT,
    broken: new Map(),
    awayFor: new Set(),
    oddEntries: new Map(),
    fileFaults: new Map(),
    downloads: [],
    onRequest: undefined,
    requests: [],
    random: seededRandom(options.seed ?? 1),
    cursors: new Map(),
  };
  const { url, close } = await serve(
    (request, response) => void handleRequest(world, request, response),
    options.port,
  );
  workspace.filesUrl = url;
  return {
    apiUrl: url,
    world,
    async close() {
      webhooks.close();
      await close();
    },
  };
}
