import { seededRandom } from "../../support/seeded-random.ts";
import { type Budget, NO_FAULTS } from "../shared/faults.ts";
import { serve } from "../shared/serve.ts";
import { handleRequest } from "./api/handle-request.ts";
import { createMediaStore } from "./api/media-server.ts";
import { createGrants } from "./api/oauth/grants.ts";
import { createSite } from "./site/site.ts";
import type { World } from "./world.ts";

/** What the counterpart knows from the start. */
export const TEST_LOGIN = { email: "footnote@acme.example", apiToken: "ATATT-test" } as const;
export const TEST_CLIENT = { clientId: "client-test", clientSecret: "secret-test" } as const;

const CLOUD_ID = "cccccccc-0000-4000-8000-000000000001";

interface CounterpartOptions {
  port?: number;
  /** The site's clock; the machine's where absent. */
  now?: () => number;
  /** What chance does to faults. */
  seed?: number;
  budget?: Budget;
  /** Of the user whom the API token is of: what CQL's times are read in. */
  timeZone?: string;
}

export interface ConfluenceCounterpart {
  /** `http://127.0.0.1:<port>`, under which `/wiki/…` is. */
  siteUrl: string;
  /** As api.atlassian.com: `/ex/confluence/{cloudId}/wiki/…`, `/oauth/token/accessible-resources`. */
  apiUrl: string;
  /** As auth.atlassian.com: `/authorize`, `/oauth/token`. */
  authUrl: string;
  cloudId: string;
  /** The state behind it, to look at and to change. */
  world: World;
  close(): Promise<void>;
}

/** A local server that answers and refuses as Confluence Cloud's REST APIs, v2 and v1. */
export async function startConfluenceCounterpart(
  options: CounterpartOptions = {},
): Promise<ConfluenceCounterpart> {
  const site = createSite(options.now === undefined ? {} : { now: options.now });
  const { email, apiToken: token } = TEST_LOGIN;
  const { timeZone = "UTC" } = options;
  const accountId = site.createUser({ name: "Footnote", email, timeZone });
  const media = createMediaStore(site);
  const mediaServer = await serve((request, response) => media.handle(request, response));
  const world: World = {
    site,
    siteUrl: "",
    cloudId: CLOUD_ID,
    apiTokens: new Map([[email, { token, accountId }]]),
    grants: createGrants(site.now),
    budget: options.budget,
    faults: NO_FAULTS,
    searchLagMs: 0,
    searchSkewMs: 0,
    broken: new Map(),
    oddEntries: new Map(),
    untoldReaders: new Map(),
    givesTrashedById: true,
    webDownloads: false,
    listsNoSpaces: false,
    hidesGroups: false,
    onRequest: undefined,
    requests: [],
    random: seededRandom(options.seed ?? 1),
    mediaUrl: mediaServer.url,
    media,
  };
  world.grants.clients.set(TEST_CLIENT.clientId, TEST_CLIENT);
  world.grants.consentOf = accountId;
  const { url, close } = await serve(
    (request, response) => void handleRequest(world, request, response),
    options.port,
  );
  world.siteUrl = url;
  return {
    ...{ siteUrl: url, apiUrl: url, authUrl: url, cloudId: CLOUD_ID, world },
    async close() {
      await Promise.all([close(), mediaServer.close()]);
    },
  };
}
