import { tmpdir } from "node:os";
import { getRequestListener } from "@hono/node-server";
import { onTestFinished } from "vitest";
import { createSourceForms } from "../../../../src/administration/forms/create-source-forms.ts";
import { mayAdminister } from "../../../../src/administration/may-administer.ts";
import { createProposalForms } from "../../../../src/administration/proposals/create-proposal-forms.ts";
import { withReviewForms } from "../../../../src/administration/review/with-review-forms.ts";
import type { RoomPlatform } from "../../../../src/chat/chat-rooms.ts";
import { addressOf, personalRoomOf } from "../../../../src/chat/teams/address-of.ts";
import { createForms } from "../../../../src/chat/teams/cards/create-forms.ts";
import { renderReply } from "../../../../src/chat/teams/cards/render-reply.ts";
import { createCommandPort } from "../../../../src/chat/teams/commands/create-command-port.ts";
import { createAppToken } from "../../../../src/chat/teams/connect/app-token.ts";
import { createTeamsConnector } from "../../../../src/chat/teams/connect/create-teams-connector.ts";
import { createPeople } from "../../../../src/chat/teams/people/create-people.ts";
import { createReceive } from "../../../../src/chat/teams/receive/create-receive.ts";
import type { TeamsOptions } from "../../../../src/chat/teams/teams-options.ts";
import {
  createChatInbox,
  runRoomWorkers,
} from "../../../../src/conversation/rooms/room-workers.ts";
import { runRequestedSyncs } from "../../../../src/entrypoints/serve/run-requested-syncs.ts";
import { createPretendPlatform } from "../../../conversation/rooms/pretend-platform.ts";
import { createPretendServer } from "../../../conversation/rooms/pretend-server.ts";
import { serve } from "../../../counterparts/shared/serve.ts";
import { startTeamsCounterpart } from "../../../counterparts/teams/start-teams-counterpart.ts";
import { openApp, syncFiles } from "../../../support/open-app.ts";

/** Commands, forms and dialogs behind a pretend Teams, with all that is below them. */
export async function startOverHttp() {
  const teams = await startTeamsCounterpart({ rateLimits: "none" });
  onTestFinished(teams.close);
  const { app: registered, tenantId } = teams.world;
  const objectIdOf = (who: string) =>
    [...teams.world.people.values()].find(({ name }) => name === who)?.objectId ?? who;
  const opened = await openApp({ chatFolders: [tmpdir()] });
  const folder = await syncFiles(opened, { "leave.md": "# Leave\n\n30 days." });
  const options: TeamsOptions = {
    app: { id: registered.id, password: registered.password },
    ...{ isMultiTenant: false, tenantIds: [tenantId], isGraphOn: false },
    admins: [objectIdOf("adam")],
    ...{ pretendUrl: teams.url, isPlayground: false },
  };
  const { logger, now } = opened;
  const storage = opened.storage.teams;
  const connector = createTeamsConnector(options, { appToken: createAppToken(options, { now }) });
  const people = createPeople({
    ...{ connector, storage, graph: undefined, options, logger, now },
    principalsInUse: async () => [],
  });
  const platforms: RoomPlatform[] = [];
  const inbox = createChatInbox(opened);
  const asking = {
    mayAdminister: (person: string) => mayAdminister(person, { ...opened, platforms }),
  };
  const ofSources = createSourceForms({ ...opened.administering, ...asking });
  const adminForms = withReviewForms(ofSources, { ...opened, platforms });
  const proposalForms = createProposalForms({ ...opened, ...asking, platforms });
  const pace = { run: <T>(_: unknown, call: () => Promise<T>) => call() };
  const deps = {
    storage,
    connector,
    pace,
    logger,
    now,
    adminForms,
    proposalForms,
    people,
    inbox,
    options,
  };
  const forms = createForms(deps);
  const process = createReceive({ ...deps, forms });
  const tell: RoomPlatform["tell"] = async ({ person }, reply) => {
    const roomId = await personalRoomOf(person, deps);
    await connector.send(await addressOf({ roomId }, deps), {
      type: "message",
      ...renderReply(reply),
    });
  };
  const workspace = `teams:${tenantId}`;
  platforms.push({
    ...createPretendPlatform(createPretendServer(workspace), { name: "teams" }),
    ...people,
    ...createCommandPort(deps),
    tell,
    suggestQuestions: async () => undefined,
    say: async () => undefined,
    unsay: async () => undefined,
  });
  const door = await serve(
    getRequestListener(async (request) => {
      const reply = await process(await request.json());
      return reply?.body === undefined
        ? new Response(null, { status: reply?.status ?? 200 })
        : Response.json(reply.body, { status: reply.status });
    }),
  );
  onTestFinished(door.close);
  teams.listenAt(`${door.url}/teams/messages`);
  const stopping = new AbortController();
  const running = Promise.all([
    runRoomWorkers({ ...opened, limits: opened.config }, platforms, stopping.signal),
    runRequestedSyncs(opened, stopping.signal),
  ]);
  onTestFinished(async () => {
    stopping.abort();
    await running;
  });
  /** The bot's next message there. */
  async function next(where: string, act: () => unknown) {
    const before = teams.people.botMessages(where).length;
    await act();
    const until = performance.now() + 8_000;
    for (;;) {
      const found = teams.people.botMessages(where)[before];
      if (found !== undefined) return found;
      if (performance.now() > until)
        throw new Error(`nothing came in ${where}; ${JSON.stringify(teams.world.complaints)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  const addressOfOwn = async (who: string) => {
    const roomId = await personalRoomOf(`${workspace}:${objectIdOf(who)}`, deps);
    return addressOf({ roomId }, deps);
  };
  return { teams, app: opened, folder, next, connector, addressOfOwn };
}
