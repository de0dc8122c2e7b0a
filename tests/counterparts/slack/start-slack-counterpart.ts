import { setTimeout as wait } from "node:timers/promises";
import { seededRandom } from "../../support/seeded-random.ts";
import { createClock } from "../shared/clock.ts";
import { createOpenIdVendor } from "../shared/open-id/open-id-vendor.ts";
import { serve } from "../shared/serve.ts";
import { NO_RATE_LIMITS, type RateLimits, SLACK_RATE_LIMITS } from "./api/rate-limits.ts";
import { NO_CHAOS } from "./delivery/delivery.ts";
import { openSocketHub } from "./delivery/socket-hub.ts";
import { verifyUrl } from "./delivery/verify-url.ts";
import { type People, people } from "./people.ts";
import { conversationText, homeText, modalText } from "./render/conversation-text.ts";
import { permissiveManifest } from "./seeds/permissive-manifest.ts";
import { type SeededCompany, seedCompany } from "./seeds/seed-company.ts";
import { handleRequest } from "./server/handle-request.ts";
import { findChannel } from "./state/channels.ts";
import { createIds } from "./state/ids.ts";
import { takeManifest } from "./state/read-manifest.ts";
import { findUser } from "./state/users.ts";
import type { World } from "./world.ts";

const APP_ID = "A0FOOTNOTE";
const ACK_LIMIT_MS = 3_000;

export interface CounterpartOptions {
  port?: number;
  /** What chance does to deliveries. */
  seed?: number;
  /** How much faster Slack's own waits pass: retries, late events, scheduled messages. */
  speed?: number;
  /** Slack's, where absent. */
  rateLimits?: RateLimits | "none";
  /** An app manifest (parsed); one that may do everything where absent. */
  manifest?: unknown;
  /** 3000, where absent: what the app has to acknowledge. */
  ackLimitMs?: number;
}

export interface SlackCounterpart {
  /** `http://127.0.0.1:<port>`, which is also the page for people. */
  url: string;
  /** For `slackApiUrl`, with its slash at the end. */
  apiUrl: string;
  /** The state behind it, to look at and to change. */
  world: World;
  people: People;
  company: SeededCompany;
  /** Sends everything over HTTP from now on, after the app has given the challenge back. */
  listenAt(url: string): Promise<void>;
  /** What somebody sees in a conversation, as text. */
  read(who: string, where: string): string;
  /** Somebody's App Home and the modal on top of their screen; empty where there is none. */
  readHome(who: string): string;
  readModal(who: string): string;
  /** Until every delivery is acknowledged or given up. */
  settled(limitMs?: number): Promise<void>;
  close(): Promise<void>;
}

/** A pretend Slack with a small company in it, on this machine. */
export async function startSlackCounterpart(
  options: CounterpartOptions = {},
): Promise<SlackCounterpart> {
  const { rateLimits = SLACK_RATE_LIMITS } = options;
  const manifest = takeManifest(options.manifest ?? permissiveManifest);
  const sockets = await openSocketHub(APP_ID);
  const clock = createClock(options.speed);
  const world: World = {
    clock,
    ids: createIds(),
    random: seededRandom(options.seed ?? 1),
    url: "",
    app: {
      id: APP_ID,
      clientId: "100.200",
      clientSecret: "client-secret-test",
      signingSecret: "signing-secret-test",
      verificationToken: "verification-token-test",
      appToken: "xapp-1-footnote-test",
      manifest,
    },
    teams: new Map(),
    users: new Map(),
    channels: new Map(),
    groups: new Map(),
    installations: [],
    sessions: new Map(),
    prompts: new Map(),
    views: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    files: new Map(),
    contexts: new Map(),
    scheduled: new Map(),
    oauthCodes: new Map(),
    openId: createOpenIdVendor(clock.now),
    rateLimits: rateLimits === "none" ? NO_RATE_LIMITS : rateLimits,
    spent: new Map(),
    requestUrl: undefined,
    sockets,
    ackLimitMs: options.ackLimitMs ?? ACK_LIMIT_MS,
    chaos: NO_CHAOS,
    deliveries: [],
    calls: [],
    complaints: [],
    usedScopes: new Set(),
    onCall: undefined,
    version: 0,
  };
  const server = await serve(
    (request, response) => void handleRequest(world, request, response),
    options.port,
  );
  world.url = server.url;
  const company = seedCompany(world);
  return {
    url: server.url,
    apiUrl: `${server.url}/api/`,
    world,
    people: people(world),
    company,
    async listenAt(url) {
      if (!(await verifyUrl(world, url))) throw new Error(`${url} did not give the challenge back`);
      world.requestUrl = url;
    },
    read: (who, where) =>
      conversationText(world, findChannel(world, where), findUser(world, who).id),
    readHome: (who) => homeText(world, findUser(world, who).id),
    readModal: (who) => modalText(world, findUser(world, who).id),
    async settled(limitMs = 10_000) {
      const until = performance.now() + limitMs;
      while (world.deliveries.some((one) => !one.settled)) {
        if (performance.now() > until) throw new Error("some deliveries are still on their way");
        await wait(10);
      }
    },
    async close() {
      world.clock.stop();
      await sockets.close();
      await server.close();
    },
  };
}
