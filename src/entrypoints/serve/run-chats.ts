import { once } from "node:events";
import { sendDueDigests } from "../../administration/digest/run-digests.ts";
import { createSourceForms } from "../../administration/forms/create-source-forms.ts";
import { mayAdminister } from "../../administration/may-administer.ts";
import { createProposalForms } from "../../administration/proposals/create-proposal-forms.ts";
import { withReviewForms } from "../../administration/review/with-review-forms.ts";
import type { App } from "../../app.ts";
import { wireChats } from "../../app-chats.ts";
import type { ChatInbox, RoomPlatform } from "../../chat/chat-rooms.ts";
import { answerWork, runAnswerWorkers, sweepUnfinished } from "../../conversation/answer-worker.ts";
import { beginCounting } from "../../conversation/count-answers.ts";
import { createRoomPreparation } from "../../conversation/rooms/prepare-question.ts";
import {
  createChatInbox,
  roomWorks,
  runRoomWorkers,
  sweepRooms,
} from "../../conversation/rooms/room-workers.ts";
import type { JobWork } from "../../conversation/run-jobs.ts";
import { createSignedInPreparation } from "../../conversation/signed-in/prepare-signed-in.ts";
import { createReaders, type Readers } from "../../conversation/signed-in/readers.ts";
import { createSetupDoor } from "../setup/setup-door.ts";
import { abortLater } from "./abort-later.ts";

/** How long a platform may take to be shown the end of an answer. */
const SHOW_MS = 3_000;

/** Answers questions from everywhere, those of the configured platforms among them. */
export async function openChats(app: App): Promise<{
  /** Pages below `/setup/`, where secrets that a chat asked for are given. */
  setup(request: Request): Response | Promise<Response>;
  /** Undefined for a request that is for none of them. */
  receive(request: Request): Promise<Response> | undefined;
  /** Undefined where nobody signs in on the web. */
  signedIn: { platforms: readonly RoomPlatform[]; readers: Readers } | undefined;
  /** Those that are configured. */
  platforms: readonly RoomPlatform[];
  /** What is done with each kind of job, for whoever is woken up for one. */
  works: readonly JobWork[];
  /** Looks once after what was left over, and sends what is due. */
  sweep(): Promise<void>;
  /** Those that keep a connection open, and whether it is. */
  connections(): { name: string; isConnected: boolean }[];
  /** Takes up work until `signal` aborts; resolves when what was begun has ended or was put back. */
  run(signal: AbortSignal): Promise<void>;
}> {
  const { platforms, inbox } = await openPlatforms(app);
  beginCounting(["web", ...platforms.map(({ name }) => name)], app.telemetry.instruments);
  const setup = createSetupDoor({ ...app, platforms, inbox });
  const readers = app.config.signIn && createReaders({ ...app, platforms });
  const prepareRoom = createRoomPreparation({ ...app, platforms });
  const prepareQuestion =
    readers === undefined
      ? prepareRoom
      : createSignedInPreparation({ ...app, readers }, prepareRoom);
  const answering = { ...app, prepareQuestion, workers: app.config.workers };
  const rooms = { ...app, limits: app.config };
  const hasRooms = platforms.length > 0;
  return {
    platforms,
    signedIn: readers && { platforms, readers },
    setup: (request) => setup.fetch(request),
    receive: (request) => doorOf(request, platforms)?.(request),
    works: [answerWork(answering), ...(hasRooms ? roomWorks(rooms, platforms) : [])],
    async sweep() {
      await sweepUnfinished(answering);
      if (!hasRooms) return;
      await sweepRooms({ ...rooms, platforms });
      await sendDueDigests({ ...app, platforms });
    },
    connections: () =>
      platforms.flatMap(({ name, isConnected }) =>
        isConnected === undefined ? [] : [{ name, isConnected: isConnected() }],
      ),
    async run(signal) {
      const halt = abortLater(once(signal, "abort"), app.config.drainMs);
      const answers = runAnswerWorkers(answering, signal, halt);
      // An answer that nobody makes here any more is not waited for: others show it as well.
      const haltRooms = AbortSignal.any([halt, abortLater(answers, SHOW_MS)]);
      await Promise.all([
        answers,
        ...(hasRooms ? [runRoomWorkers(rooms, platforms, signal, haltRooms)] : []),
        ...platforms.map((platform) => platform.run(signal)),
      ]);
    },
  };
}

/** The configured platforms, which can be asked about people; nothing reaches them before they run. */
export async function openPlatforms(
  app: App,
): Promise<{ platforms: RoomPlatform[]; inbox: ChatInbox }> {
  const platforms: RoomPlatform[] = [];
  const inbox = createChatInbox(app);
  const asking = {
    mayAdminister: (person: string) => mayAdminister(person, { ...app, platforms }),
  };
  const ofSources = createSourceForms({ ...app.administering, ...asking });
  const adminForms = withReviewForms(ofSources, { ...app, platforms });
  const proposalForms = createProposalForms({ ...app, ...asking, platforms });
  platforms.push(...(await wireChats({ ...app, inbox, adminForms, proposalForms })));
  return { platforms, inbox };
}

/** `/slack/…`, where Slack is configured for HTTP, or is installed by OAuth; `/teams/…`. */
function doorOf(request: Request, platforms: RoomPlatform[]): RoomPlatform["receive"] {
  const { pathname } = new URL(request.url);
  const platform = platforms.find(({ name }) => pathname.startsWith(`/${name}/`));
  return platform?.receive?.bind(platform);
}
