import { webApi } from "@slack/bolt";
import type { Logger } from "../../telemetry/logger.ts";
import { ChatError, type ChatInbox, type RoomPlatform } from "../chat-rooms.ts";
import { audienceOf } from "./people/audience-of.ts";
import { createDirectory } from "./people/directory.ts";
import { earlierIn } from "./people/earlier-in.ts";
import { findNames } from "./people/find-names.ts";
import { createRooms } from "./people/rooms.ts";
import { createBolt } from "./receive/create-bolt.ts";
import { createOrder } from "./receive/in-order.ts";
import { keepWhatHappened } from "./receive/keep-what-happened.ts";
import { runSocket } from "./receive/run-socket.ts";
import { sdkLogger } from "./receive/sdk-logger.ts";
import { createIdentify } from "./receive/slack-identity.ts";
import { createWebDoor } from "./receive/web-door.ts";
import type { ShowDeps } from "./show/open-thread.ts";
import { createPace } from "./show/pace.ts";
import { createSay } from "./show/say.ts";
import { showAnswer } from "./show/show-answer.ts";
import { withdrawAnswer } from "./show/withdraw-answer.ts";
import { SLACK, slackWorkspaceId } from "./slack-ids.ts";

/** One workspace, by the tokens of its app. */
export interface SlackOptions {
  /** `xoxb-…` */
  botToken: string;
  /** `xapp-…`: events come over Socket Mode. */
  appToken: string | undefined;
  /** Events come over HTTP, to `receive`. */
  signingSecret: string | undefined;
  /** Of a pretend Slack, with its slash at the end. */
  slackApiUrl: string | undefined;
}

export interface SlackDeps {
  inbox: ChatInbox;
  /** Principals that some document is for. */
  principalsInUse: () => Promise<readonly string[]>;
  logger: Logger;
  now: () => number;
}

/** A call that takes longer is given up. */
const CALL_TIMEOUT_MS = 15_000;

/** Slack: what people say and do there becomes events of the inbox; answers are shown in its threads. */
export function createSlackPlatform(options: SlackOptions, deps: SlackDeps): RoomPlatform {
  const { botToken, signingSecret, slackApiUrl } = options;
  const { logger, now } = deps;
  const client = createSlackClient({ botToken, slackApiUrl }, logger);
  const identify = createIdentify(client);
  const teamId = async () => (await identify()).teamId;
  const botUserId = async () => (await identify()).botUserId;
  const directory = createDirectory({ client, teamId, now });
  const rooms = createRooms({ client, now });
  const people = { directory, rooms, teamId, principalsInUse: deps.principalsInUse };
  const keeping = { client, identify, directory, rooms, inOrder: createOrder(), ...deps };
  const keep = (body: unknown) => keepWhatHappened(body, keeping);
  const bolt = createBolt(options, { identify, keep, logger });
  const showing: ShowDeps = {
    async connectionFor(workspaceId) {
      if (workspaceId === slackWorkspaceId(await teamId())) {
        return { client, botUserId: await botUserId() };
      }
      throw new ChatError("not-allowed", `Footnote is not installed in ${workspaceId}.`);
    },
    pace: createPace(now),
    logger,
    now,
  };
  const { process, socket } = bolt;
  return {
    name: SLACK,
    ...(signingSecret === undefined
      ? {}
      : { receive: createWebDoor({ signingSecret, process, logger, now }) }),
    async run(signal) {
      if (socket !== undefined) await runSocket(socket, { logger, now }, signal);
    },
    audienceOf: (place) => audienceOf(place, people),
    earlierIn: (message, limit) =>
      earlierIn(message, limit, {
        client,
        botUserId,
        namesOf: (named) => findNames(named, { directory }),
      }),
    showAnswer: (place, answerId, events, memory, signal) =>
      showAnswer(place, answerId, events, memory, signal, showing),
    withdrawAnswer: (place, answerId, memory) => withdrawAnswer(place, answerId, memory, showing),
    say: createSay(showing),
  };
}

/** Neither tries again nor waits by itself: what was sent twice would be there twice. */
export function createSlackClient(
  { botToken, slackApiUrl }: Pick<SlackOptions, "botToken" | "slackApiUrl">,
  logger: Logger,
): webApi.WebClient {
  return new webApi.WebClient(botToken, {
    ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
    logger: sdkLogger(logger),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT_MS,
  });
}
