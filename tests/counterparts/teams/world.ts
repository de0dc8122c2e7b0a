import type { Clock } from "../shared/clock.ts";
import type { OpenIdVendor } from "../shared/open-id/open-id-vendor.ts";
import type { Chaos, Delivery } from "./delivery/delivery.ts";
import type { InvokeAnswer } from "./delivery/invoke-answer.ts";
import type { GraphSettings } from "./graph/graph-world.ts";
import type { Identity } from "./identity/create-identity.ts";
import type { ConnectorCall, Fault } from "./shapes/call.ts";
import type { Limits, RateLimits, Spent } from "./shapes/limits.ts";
import type { Person } from "./shapes/person.ts";
import type { Room } from "./shapes/room.ts";
import type { Stream } from "./shapes/stream.ts";
import type { Team } from "./shapes/team.ts";
import type { Ids } from "./state/ids.ts";

/** A group of Entra ID that is no team; Graph tells of both. */
export interface Group {
  id: string;
  name: string;
  /** Object ids, and ids of other groups. */
  members: Set<string>;
}

/** A form that somebody has open: what came with it, and where its answers go. */
export interface Dialog {
  title: string;
  card: Record<string, unknown>;
  submit(data: Record<string, unknown>): Promise<InvokeAnswer>;
}

/** Everything that Teams knows, to look at and to change. */
export interface World {
  clock: Clock;
  ids: Ids;
  random: () => number;
  /** How much faster Teams' own waits pass: retries, late activities, windows of rate limits. */
  speed: number;
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** What activities carry: `<url>/connector/`. */
  serviceUrl: string;
  /** Of the company. */
  tenantId: string;
  app: { id: string; password: string; name: string; botId: string };
  identity: Identity;
  /** How people sign in elsewhere with Microsoft. */
  openId: OpenIdVendor;
  /** How Microsoft Graph behaves, and what it was asked. */
  graph: GraphSettings;
  /** By Entra object id. */
  people: Map<string, Person>;
  teams: Map<string, Team>;
  rooms: Map<string, Room>;
  groups: Map<string, Group>;
  /** Object ids of people who have the app in their own chat. */
  installedFor: Set<string>;
  /** Object ids of people for whom Teams lets the bot open a chat though they never did. */
  mayOpenFor: Set<string>;
  /** Object ids of people who blocked the bot. */
  blockedBy: Set<string>;
  /** Where activities go; undefined while nothing listens. */
  botUrl: string | undefined;
  limits: Limits;
  rateLimits: RateLimits;
  spent: Spent;
  /** By kind and conversation: between which times nothing may be sent, for who was told to wait. */
  waits: Map<string, { from: number; until: number }>;
  faults: Fault[];
  chaos: Chaos;
  streams: Map<string, Stream>;
  /** By object id, the form on top of their screen. */
  dialogs: Map<string, Dialog>;
  deliveries: Delivery[];
  calls: ConnectorCall[];
  /** What a bot does that Teams would refuse, drop or show badly. */
  complaints: string[];
}
