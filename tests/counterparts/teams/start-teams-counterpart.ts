import { setTimeout as wait } from "node:timers/promises";
import { seededRandom } from "../../support/seeded-random.ts";
import { createClock } from "../shared/clock.ts";
import { createOpenIdVendor } from "../shared/open-id/open-id-vendor.ts";
import { serve } from "../shared/serve.ts";
import { NO_RATE_LIMITS, TEAMS_RATE_LIMITS } from "./connector/rate-limits.ts";
import { NO_CHAOS } from "./delivery/delivery.ts";
import { environmentOf } from "./environment.ts";
import { createGraphSettings } from "./graph/graph-world.ts";
import { createIdentity } from "./identity/create-identity.ts";
import { type People, people } from "./people.ts";
import { conversationText } from "./render/conversation-text.ts";
import { type SeededCompany, seedCompany } from "./seeds/seed-company.ts";
import { handleRequest } from "./server/handle-request.ts";
import type { Limits, RateLimits } from "./shapes/limits.ts";
import { findPerson, findRoom } from "./state/find.ts";
import { createIds } from "./state/ids.ts";
import type { World } from "./world.ts";

const TEAMS_LIMITS: Limits = {
  activityBytes: 28 * 1_024,
  streamGapMs: 1_000,
  streamMs: 120_000,
  pageSize: 500,
  ackMs: 15_000,
  invokeMs: 5_000,
};

export interface CounterpartOptions {
  port?: number;
  /** Where activities go: the bot's whole address, with its path. `listenAt` sets it later. */
  botUrl?: string;
  /** How much faster Teams' own waits pass: retries, late activities, windows of rate limits. */
  speed?: number;
  /** What chance does to deliveries. */
  seed?: number;
  /** Microsoft's, where absent. */
  rateLimits?: RateLimits | "none";
  /** Those that are given replace Teams' own. */
  limits?: Partial<Limits>;
  /** Registered for several tenants; for the company's only, where absent. */
  isMultiTenant?: boolean;
}

export interface TeamsCounterpart {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** What activities carry: `<url>/connector/`. */
  serviceUrl: string;
  /** The state behind it, to look at and to change. */
  world: World;
  people: People;
  company: SeededCompany;
  /** What Footnote needs to be connected with it. */
  environment: Record<string, string>;
  /** Sends activities there from now on. */
  listenAt(botUrl: string): void;
  /** What somebody sees in a conversation, as text. */
  read(who: string, where: string): string;
  /** Until every activity is acknowledged, refused or given up. */
  settled(limitMs?: number): Promise<void>;
  close(): Promise<void>;
}

/** A pretend Teams with a small company in it, on this machine. */
export async function startTeamsCounterpart(
  options: CounterpartOptions = {},
): Promise<TeamsCounterpart> {
  const { rateLimits = TEAMS_RATE_LIMITS, speed = 1 } = options;
  const ids = createIds();
  const clock = createClock(speed);
  const tenantId = ids.guid();
  const id = ids.guid();
  const app = { id, password: "app-password-test", name: "Footnote", botId: `28:${id}` };
  const world: World = {
    ...{ clock, ids, speed, tenantId, app },
    random: seededRandom(options.seed ?? 1),
    url: "",
    serviceUrl: "",
    identity: createIdentity(
      {
        id,
        password: app.password,
        isMultiTenant: options.isMultiTenant ?? false,
        tenantIds: [tenantId],
      },
      clock.now,
    ),
    openId: createOpenIdVendor(clock.now),
    graph: createGraphSettings(),
    people: new Map(),
    teams: new Map(),
    rooms: new Map(),
    groups: new Map(),
    installedFor: new Set(),
    mayOpenFor: new Set(),
    blockedBy: new Set(),
    botUrl: options.botUrl,
    limits: { ...TEAMS_LIMITS, ...options.limits },
    rateLimits: rateLimits === "none" ? NO_RATE_LIMITS : rateLimits,
    spent: new Map(),
    waits: new Map(),
    faults: [],
    chaos: NO_CHAOS,
    streams: new Map(),
    dialogs: new Map(),
    deliveries: [],
    calls: [],
    complaints: [],
  };
  const server = await serve(
    (request, response) => void handleRequest(world, request, response),
    options.port,
  );
  world.url = server.url;
  world.serviceUrl = `${server.url}/connector/`;
  const company = seedCompany(world);
  return {
    url: server.url,
    serviceUrl: world.serviceUrl,
    world,
    people: people(world),
    company,
    environment: environmentOf(world),
    listenAt(botUrl) {
      world.botUrl = new URL(botUrl).href;
    },
    read: (who, where) => conversationText(world, findRoom(world, where), findPerson(world, who)),
    async settled(limitMs = 10_000) {
      const until = performance.now() + limitMs;
      while (world.deliveries.some((one) => !one.settled)) {
        if (performance.now() > until) throw new Error("some activities are still on their way");
        await wait(10);
      }
    },
    async close() {
      clock.stop();
      await server.close();
    },
  };
}
