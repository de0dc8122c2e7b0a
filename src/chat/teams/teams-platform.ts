import type { TeamsStorage } from "../../storage/ports/teams-storage.ts";
import type { Logger } from "../../telemetry/logger.ts";
import type { AdminForms } from "../admin-forms.ts";
import type { ChatInbox, RoomPlatform } from "../chat-rooms.ts";
import type { ProposalForms } from "../proposal-forms.ts";
import { createForms } from "./cards/create-forms.ts";
import { createCommandPort } from "./commands/create-command-port.ts";
import { createAppToken } from "./connect/app-token.ts";
import { createTeamsConnector } from "./connect/create-teams-connector.ts";
import { createMicrosoftSignIn } from "./connect/microsoft-sign-in.ts";
import { createVerifier } from "./connect/verify/create-verifier.ts";
import { createGraph } from "./graph/graph.ts";
import { createPeople } from "./people/create-people.ts";
import { withNamedReaders } from "./people/groups/name-readers.ts";
import { createReceive } from "./receive/create-receive.ts";
import { createWebDoor } from "./receive/web-door.ts";
import { createShow } from "./show/create-show.ts";
import { kindWord } from "./show/render/place-words.ts";
import { TEAMS } from "./teams-ids.ts";
import type { TeamsOptions } from "./teams-options.ts";
import { createPace } from "./wire/pace.ts";

export interface TeamsDeps {
  inbox: ChatInbox;
  storage: TeamsStorage;
  /** Principals that some document is for. */
  principalsInUse: () => Promise<readonly string[]>;
  adminForms: AdminForms;
  proposalForms: ProposalForms;
  logger: Logger;
  now: () => number;
}

const MESSAGES_PATH = "/teams/messages";

/** Teams: what people say and do there becomes events of the inbox; answers are shown in its threads. */
export function createTeamsPlatform(options: TeamsOptions, given: TeamsDeps): RoomPlatform {
  const { logger, now } = given;
  const { app, isPlayground, isGraphOn, isSignInOn } = options;
  const appToken = createAppToken(options, { now });
  const connector = createTeamsConnector(options, { appToken });
  const graph = isGraphOn ? createGraph(options, { appToken, now }) : undefined;
  const pace = createPace(now);
  const { principalsInUse, ...common } = given;
  const people = createPeople({ ...common, connector, graph, options, principalsInUse });
  const deps = { ...common, connector, people, options, pace };
  const process = createReceive({ ...deps, forms: createForms(deps) });
  const verify = createVerifier(options, { logger, now });
  const door = createWebDoor({ verify, process, logger, now, isPlayground });
  return {
    name: TEAMS,
    canWhisper: false,
    signIn: app && isSignInOn ? createMicrosoftSignIn(app, options, { now }) : undefined,
    roomWord: async (roomId) =>
      kindWord((await given.storage.conversations.get(roomId)) ?? { kind: "group" }),
    async receive(request) {
      const { pathname } = new URL(request.url);
      return pathname === MESSAGES_PATH ? door(request) : new Response(null, { status: 404 });
    },
    async run() {
      // Nothing is open: Teams comes to the door. What is slow to load is there before it is needed.
      await import("./connect/connector-client.ts");
    },
    // Without its consent, Teams tells of nothing that does not name the bot: no thread counts as known.
    listeningSince: () => Number.POSITIVE_INFINITY,
    ...people,
    ...withNamedReaders(
      { ...createShow(deps), ...createCommandPort(deps) },
      { graph, nameFor: people.nameFor },
    ),
  };
}
