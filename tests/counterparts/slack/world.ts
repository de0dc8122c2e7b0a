import type { Clock } from "../shared/clock.ts";
import type { OpenIdVendor } from "../shared/open-id/open-id-vendor.ts";
import type { RateLimits, Spent } from "./api/rate-limits.ts";
import type { Chaos, Delivery } from "./delivery/delivery.ts";
import type { SocketHub } from "./delivery/socket-hub.ts";
import type { Installation, SlackApp } from "./shapes/app.ts";
import type { Channel } from "./shapes/channel.ts";
import type { UserGroup } from "./shapes/group.ts";
import type { Team, User } from "./shapes/user.ts";
import type { OpenView, ResponseUrl, Trigger } from "./shapes/view.ts";
import type { Ids } from "./state/ids.ts";

/** A call of a Web API method and what became of it. */
export interface ApiCall {
  /** Slack's time, in milliseconds. */
  at: number;
  method: string;
  teamId: string | undefined;
  args: Record<string, unknown>;
  /** `ok`, or the error. */
  outcome: string;
}

/** An agent's session in one thread. */
export interface Session {
  status: "active" | "processing" | "suspended" | "closed";
  title: string | undefined;
  /** What the legacy status line says. */
  line: string;
  loadingMessages: string[];
  initiator: string | undefined;
}

export interface UploadedFile {
  id: string;
  name: string;
  title: string;
  length: number;
  user: string;
  bytes: Buffer | undefined;
  done: boolean;
}

export interface OAuthCode {
  teamId: string;
  userId: string;
  redirectUri: string;
  scopes: string[];
  /** Allowed for a whole organization. */
  isOrgWide: boolean;
  at: number;
}

/** Everything that Slack knows, to look at and to change. */
export interface World {
  clock: Clock;
  ids: Ids;
  random: () => number;
  /** `http://127.0.0.1:<port>` */
  url: string;
  app: SlackApp;
  teams: Map<string, Team>;
  users: Map<string, User>;
  channels: Map<string, Channel>;
  groups: Map<string, UserGroup>;
  installations: Installation[];
  /** By `<channel>:<thread>`. */
  sessions: Map<string, Session>;
  /** By channel. */
  prompts: Map<string, { title?: string; prompts: { title: string; message: string }[] }>;
  /** Open modals and App Homes, by id. */
  views: Map<string, OpenView>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  files: Map<string, UploadedFile>;
  /** What each person is looking at, by user. */
  contexts: Map<string, object>;
  /** Messages that Slack will post later. */
  scheduled: Map<string, { channelId: string; postAt: number; forget: () => void }>;
  oauthCodes: Map<string, OAuthCode>;
  /** How people sign in elsewhere with Slack. */
  openId: OpenIdVendor;
  rateLimits: RateLimits;
  spent: Spent;
  /** Where events, interactions and commands go in HTTP mode; undefined while nothing listens. */
  requestUrl: string | undefined;
  sockets: SocketHub;
  ackLimitMs: number;
  chaos: Chaos;
  deliveries: Delivery[];
  calls: ApiCall[];
  /** What an app does that Slack would refuse, or silently drop, or that nobody should send. */
  complaints: string[];
  /** Scopes without which a call or an event would not have come through. */
  usedScopes: Set<string>;
  /** Called just before a method runs; may refuse by throwing. */
  onCall: ((method: string, args: Record<string, unknown>) => void | Promise<void>) | undefined;
  /** Counts up with every change that can be seen. */
  version: number;
}
