import type { Logger } from "../../telemetry/logger.ts";
import type { AdminForms } from "../admin-forms.ts";
import { ChatError } from "../chat-error.ts";
import type { ChatInbox, RoomPlatform } from "../chat-rooms.ts";
import { createOrder } from "../in-order.ts";
import type { ProposalForms } from "../proposal-forms.ts";
import { createCommandPort } from "./commands/create-command-port.ts";
import { createHomePort } from "./home/create-home-port.ts";
import { createInstallDoor, INSTALL_PATH, REDIRECT_PATH } from "./install/install-door.ts";
import type { Installing } from "./install/installing.ts";
import { audienceOf } from "./people/audience-of.ts";
import { earlierIn } from "./people/earlier-in.ts";
import { findNames } from "./people/names/find-names.ts";
import { withNamedReaders } from "./people/names/name-readers.ts";
import { namesOfAll } from "./people/names/names-of-all.ts";
import { stillStands } from "./people/still-stands.ts";
import { createBolt } from "./receive/create-bolt.ts";
import { keepWhatHappened } from "./receive/keep-what-happened.ts";
import { runSocket } from "./receive/run-socket.ts";
import { createWebDoor } from "./receive/web-door.ts";
import type { ShowDeps } from "./show/open-thread.ts";
import { createPace } from "./show/pace.ts";
import { createSay } from "./show/say.ts";
import { showAnswer } from "./show/show-answer.ts";
import { createTell } from "./show/tell.ts";
import { withdrawAnswer } from "./show/withdraw-answer.ts";
import { createSlackSignIn } from "./sign-in.ts";
import { createSlackClient, type SlackOptions } from "./slack-client.ts";
import { SLACK, slackTeamOf } from "./slack-ids.ts";
import { createInstalledWorkspaces } from "./workspaces/installed-workspaces.ts";
import { createOneWorkspace } from "./workspaces/one-workspace.ts";
import type { SlackWorkspace } from "./workspaces/slack-workspace.ts";

export interface SlackDeps {
  inbox: ChatInbox;
  /** Principals that some document is for. */
  principalsInUse: () => Promise<readonly string[]>;
  /** How it comes into several workspaces; without it, there is one, with a bot token. */
  installing?: Installing | undefined;
  adminForms: AdminForms;
  proposalForms: ProposalForms;
  logger: Logger;
  now: () => number;
}

const EVENTS_PATH = "/slack/events";

/** Slack: what people say and do there becomes events of the inbox; answers are shown in its threads. */
export function createSlackPlatform(options: SlackOptions, deps: SlackDeps): RoomPlatform {
  const { signingSecret, slackApiUrl, signIn } = options;
  const { installing, logger, now } = deps;
  const workspaces =
    installing === undefined
      ? createOneWorkspace(createSlackClient(options, logger), now)
      : createInstalledWorkspaces({ installing, slackApiUrl, logger, now });
  const inOrder = createOrder();
  let listeningSince = now();
  let isConnected = false;
  const keep = async (body: unknown) => {
    const workspace = await workspaces.ofPayload(body);
    if (workspace === undefined) return undefined;
    const identify = async () => workspace;
    return keepWhatHappened(body, { ...workspace, identify, inOrder, ...deps });
  };
  const { process, socket } = createBolt(options, { keep, logger });
  const workspaceOf = async (id: string): Promise<SlackWorkspace> => {
    const workspace = await workspaces.find(slackTeamOf(id) ?? "");
    if (workspace !== undefined) return workspace;
    throw new ChatError("not-allowed", `Footnote is not installed in the workspace of ${id}.`);
  };
  const showing: ShowDeps = { connectionFor: workspaceOf, pace: createPace(now), logger, now };
  const eventDoor = signingSecret && createWebDoor({ signingSecret, process, logger, now });
  const installDoor = installing && createInstallDoor({ installing, slackApiUrl, logger, now });
  const receive = async (request: Request) => {
    const { pathname } = new URL(request.url);
    const isInstalling = pathname === INSTALL_PATH || pathname === REDIRECT_PATH;
    const door = isInstalling ? installDoor : pathname === EVENTS_PATH ? eventDoor : undefined;
    return door ? door(request) : new Response(null, { status: 404 });
  };
  return {
    name: SLACK,
    canWhisper: true,
    roomWord: async () => "channel",
    signIn:
      signIn &&
      createSlackSignIn(signIn, {
        ...{ slackApiUrl, now },
        teamId: installing?.teamIds.length === 1 ? installing.teamIds[0] : undefined,
        isServed: async (teamId) => (await workspaces.find(teamId)) !== undefined,
      }),
    ...(eventDoor || installDoor ? { receive } : {}),
    ...(socket === undefined ? {} : { isConnected: () => isConnected }),
    async run(signal) {
      const onConnected = () => {
        listeningSince = now();
        isConnected = true;
      };
      const onDisconnected = () => {
        isConnected = false;
      };
      const noted = { logger, now, onConnected, onDisconnected };
      if (socket !== undefined) await runSocket(socket, noted, signal);
    },
    listeningSince: () => listeningSince,
    async audienceOf(place) {
      const { directory, rooms, teamId } = await workspaceOf(place.roomId);
      const { principalsInUse } = deps;
      return audienceOf(place, { directory, rooms, teamId: async () => teamId, principalsInUse });
    },
    async earlierIn(message, limit) {
      const { client, botUserId, directory } = await workspaceOf(message.roomId);
      return earlierIn(message, limit, {
        client,
        pace: showing.pace,
        botUserId: async () => botUserId,
        namesOf: (named) => findNames(named, { directory }),
      });
    },
    showAnswer: (place, answerId, events, memory, signal) =>
      showAnswer(place, answerId, events, memory, signal, showing),
    withdrawAnswer: (place, answerId, memory) => withdrawAnswer(place, answerId, memory, showing),
    ...createSay(showing),
    async stillStands(messageId) {
      const { client } = await workspaceOf(messageId);
      return stillStands(messageId, { client, pace: showing.pace });
    },
    namesOfAll: async () => namesOfAll(await workspaces.all()),
    ...withNamedReaders(
      {
        ...createCommandPort({ ...showing, slackApiUrl, workspaceOf }),
        ...createTell(showing),
        ...createHomePort(showing),
      },
      { workspaceOf },
    ),
  };
}
