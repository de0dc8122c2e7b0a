import { expect, onTestFinished } from "vitest";
import type { ChatAbility } from "../../../../../src/chat/chat-abilities.ts";
import type { ShownAnswer } from "../../../../../src/chat/chat-platform.ts";
import { teamsInputs, teamsVerbs } from "../../../../../src/chat/teams/actions.ts";
import { readTeamsId, teamsId } from "../../../../../src/chat/teams/teams-ids.ts";
import type {
  Said,
  Seen,
  WorldSetting,
} from "../../../../contracts/chat-journeys/world/chat-world.ts";
import type { WorldWith } from "../../../../contracts/chat-journeys/world/journey.ts";
import { invokeOn } from "../../../../counterparts/teams/actions/cards/invoke.ts";
import type { CardNode } from "../../../../counterparts/teams/checks/walk-card.ts";
import type { Message } from "../../../../counterparts/teams/shapes/message.ts";
import type { Room } from "../../../../counterparts/teams/shapes/room.ts";
import type { TeamsCounterpart } from "../../../../counterparts/teams/start-teams-counterpart.ts";
import { findPerson, findRoom, membersOf } from "../../../../counterparts/teams/state/find.ts";
import { startTeams } from "./start-teams.ts";
import {
  answerIn,
  asShown,
  type Shown,
  showing,
  statusIn,
  textOf,
  withCards,
} from "./teams-screen.ts";

const MUTE = "1f507_mutedspeaker";

type Started = Awaited<ReturnType<typeof startTeams>>;
type Lacking = "home" | "alone-in-room";

export interface TeamsWorld extends WorldWith<Exclude<ChatAbility, Lacking>> {
  started: Started;
}

export interface TeamsWorldOptions {
  /** The tenant granted Graph, and each team and chat that the bot hears everything. */
  isGranted?: boolean;
}

/** All of Footnote behind a pretend Teams, where people do what its screens offer them. */
export async function openTeamsWorld(
  setting: WorldSetting,
  { isGranted = true }: TeamsWorldOptions = {},
): Promise<TeamsWorld> {
  const started = await startTeams({
    answering: setting.answering,
    config: { maxPending: 1_000, maxPendingPerAsker: 1_000, ...setting.config },
    isGraphOn: isGranted,
    files: (teams) => withReaders(teams, setting, isGranted),
  });
  const { teams, app } = started;
  const { world, people, company } = teams;
  const messages = new Map<string, Message>();
  /** Messages that began a thread. */
  const roots = new Set<string>();
  let rooms = 0;
  onTestFinished(() => expect(world.complaints).toEqual([]));

  const roomOf = (id: string): Room => findRoom(world, readTeamsId(id)?.objectId ?? "");
  const idOf = ({ roomId, id }: Message) => teamsId(company.tenantId, roomId, id);
  const nameOf = (id: string) => world.people.get(id)?.name ?? id;
  const messageOf = (said: Pick<Said, "messageId">): Message => {
    const found = messages.get(said.messageId);
    if (found === undefined) throw new Error("nobody said that");
    return found;
  };
  const memberOf = (room: Room) => membersOf(world, room)[0]?.name ?? "";
  const botIn = (room: Room) =>
    room.messages.filter(({ from, isDeleted }) => from === "bot" && !isDeleted);

  async function seen(person: string, shown: Shown): Promise<Seen> {
    const { message } = shown;
    const id = message.from === "bot" ? await answerIn(shown, roots, app.storage) : undefined;
    const record = id === undefined ? undefined : await app.storage.answers.get(id);
    const isShown = record?.outcome !== undefined && message.stream !== "running";
    return {
      messageId: idOf(message),
      by: message.from === "bot" ? "bot" : nameOf(message.from),
      text: textOf(teams, person, shown),
      answer: isShown ? asShown(record.answer as ShownAnswer, shown) : undefined,
      onlyTo: undefined,
    };
  }

  /** Chats have no threads: what follows a message, without what is about another one. */
  async function threadIn(room: Room, said: Said): Promise<Shown[]> {
    const root = messageOf({ messageId: said.threadId });
    const there = room.messages.filter(({ isDeleted }) => !isDeleted);
    if (room.kind === "channel") {
      return withCards(there.filter(({ rootId }) => rootId === root.id));
    }
    const later = withCards(there.slice(there.indexOf(root) + 1));
    const about = await Promise.all(
      later.map(async (shown) =>
        shown.message.from === "bot" ? answerIn(shown, roots, app.storage) : idOf(shown.message),
      ),
    );
    const isOther = (id: string | undefined) =>
      id !== undefined && id !== said.threadId && roots.has(id);
    return later.filter((_, index) => !isOther(about[index]));
  }

  /** What comes in somebody's own chat after they did something. */
  async function nextAlone(person: string, act: () => unknown): Promise<Message> {
    const own = () => botIn(findRoom(world, `@${person}`));
    const before = own().length;
    act();
    await expect.poll(() => own().length, { timeout: 15_000 }).toBeGreaterThan(before);
    return own()[before] as Message;
  }

  function giveCommand(by: string, words: string, room: string | undefined): Promise<Message> {
    return nextAlone(by, () =>
      room === undefined
        ? people.say(by, `@${by}`, `/${words}`)
        : people.mention(by, roomOf(room).id, `/${words}`),
    );
  }

  return {
    started,
    storage: app.storage,
    async settle() {
      const open = async () => {
        // In the order in which things go on: what is kept in between is counted all the same.
        const onTheirWay = world.deliveries.filter(({ settled }) => !settled);
        const { waiting, running } = await app.queue.stats();
        const unsettled = await app.storage.rooms.replies.listUnsettled(Number.MAX_SAFE_INTEGER);
        return waiting + running + unsettled.length + onTheirWay.length;
      };
      await expect.poll(open, { timeout: 25_000, interval: 25 }).toBe(0);
    },
    ownChat: async (person) => teamsId(company.tenantId, findRoom(world, `@${person}`).id),
    async addRoom(kind, members) {
      rooms += 1;
      const name = `room-${rooms}`;
      const { id } =
        kind === "open"
          ? people.addTeam(name, { members, hearsAll: isGranted })
          : people.addChat(name, { members, hearsAll: isGranted });
      return teamsId(company.tenantId, id);
    },
    async join(room, person) {
      people.addMember(memberOf(roomOf(room)), roomOf(room).id, person);
    },
    async takeBotOut(room) {
      people.uninstall(memberOf(roomOf(room)), roomOf(room).id);
    },
    async bringBotBack(room) {
      people.install(memberOf(roomOf(room)), roomOf(room).id);
    },
    async hideMembers() {
      for (let nth = 1; nth <= 100; nth += 1) {
        world.faults.push({ kind: "members", nth, what: 500, ms: 0 });
      }
    },
    async say(by, room, text, how = {}) {
      const { id, kind } = roomOf(room);
      const thread = how.in !== undefined && kind === "channel" ? messageOf(how.in) : undefined;
      const to = how.mention === true ? "@Footnote " : how.to === undefined ? "" : `@${how.to} `;
      const message = people.say(by, id, to + text, thread && { thread });
      const messageId = idOf(message);
      messages.set(messageId, message);
      if (how.in === undefined) roots.add(messageId);
      return { by, room, messageId, threadId: how.in?.threadId ?? messageId };
    },
    async edit(said, text) {
      const message = messageOf(said);
      const isMention = message.mentions.some(({ id }) => id === company.botId);
      people.edit(message, isMention ? `@Footnote ${text}` : text);
    },
    async remove(said) {
      people.delete(messageOf(said));
    },
    // Teams tells a bot of reactions to its own messages only.
    async reactMute(by, said, isMuted) {
      const thread = await threadIn(roomOf(said.room), said);
      const answer = thread.find(({ message }) => message.from === "bot")?.message;
      if (answer === undefined) throw new Error("the bot said nothing there");
      const act = isMuted ? people.react : people.unreact;
      act(by, answer, MUTE);
    },
    async statusOf(said) {
      const thread = await threadIn(roomOf(said.room), said);
      return statusIn(thread.find(({ message }) => message.stream === "running")?.message);
    },
    async stopAnswer(by) {
      people.stop(by);
    },
    async vote(by, answerId, vote, { reason, correction, citation = 0 } = {}) {
      const { message, card } = showing(teams, by, answerId);
      if (citation > 0) {
        const title = vote === "withdrawn" ? "Take my report back" : "Report it";
        await people.click(by, card, title, { [teamsInputs.citation]: `${citation}` });
        return;
      }
      if (vote === "withdrawn") {
        await people.click(by, card, "Take my vote back");
        return;
      }
      await people.vote(by, message, vote === "up" ? "like" : "dislike");
      const given = { ...(reason && { reason }), ...(correction && { correction }) };
      if (people.dialog(by) !== "") await people.submit(by, vote === "up" ? {} : given);
    },
    async askPrivately(by, answerId) {
      await people.click(by, showing(teams, by, answerId).card, teamsVerbs.askPrivately);
    },
    async share(by, answerId, said) {
      const own = botIn(findRoom(world, `@${by}`)).find((message) =>
        JSON.stringify(message.activity).includes(answerId),
      );
      if (own !== undefined) {
        await people.click(by, own, teamsVerbs.share);
        return;
      }
      // No screen offers it to somebody who does not see the answer.
      const [shown] = botIn(roomOf(said.room));
      if (shown === undefined) throw new Error("the bot said nothing there");
      const data = { answerId, threadId: said.threadId };
      const action = { type: "Action.Execute", verb: teamsVerbs.share, title: "Share", data };
      const value = { action, trigger: "manual" };
      await invokeOn(world, findPerson(world, by), shown, { name: "adaptiveCard/action", value });
    },
    async choose(by, answerId, choice) {
      const isMeant = ({ verb, data }: CardNode) =>
        verb === teamsVerbs.choose && (data as { choice?: number }).choice === choice;
      await people.click(by, showing(teams, by, answerId).card, isMeant);
    },
    async askExpert(by, answerId) {
      await people.click(by, showing(teams, by, answerId).card, teamsVerbs.askExpert);
    },
    async propose(by, { messageId }) {
      await people.useOnMessage(by, messageOf({ messageId }), "verifyMessage");
      expect(people.dialog(by)).toContain("Verified answer");
      await people.submit(by);
    },
    async command(by, words, room) {
      return textOf(teams, by, { message: await giveCommand(by, words, room), card: undefined });
    },
    async openForm(by, words) {
      const message = await giveCommand(by, words, undefined);
      return textOf(teams, by, { message, card: undefined });
    },
    async seesAlone(person) {
      const own = withCards(botIn(findRoom(world, `@${person}`)));
      return Promise.all(
        own.map(async (shown) => ({ ...(await seen(person, shown)), onlyTo: person })),
      );
    },
    async sees(person, said) {
      const room = roomOf(said.room);
      if (!membersOf(world, room).includes(findPerson(world, person))) return [];
      const thread = await threadIn(room, said);
      const others = thread.filter(({ message }) => idOf(message) !== said.messageId);
      return Promise.all(others.map((shown) => seen(person, shown)));
    },
  };
}

/** Documents are for the groups of people: Entra's own where Graph is granted, else one by one. */
function withReaders(
  teams: TeamsCounterpart,
  { people, files }: WorldSetting,
  isGranted: boolean,
): Record<string, string> {
  const { world } = teams;
  const names = new Set(Object.values(people).flat());
  const readers = new Map(
    [...names].map((name) => {
      const holders = Object.keys(people)
        .filter((person) => people[person]?.includes(name))
        .map((person) => findPerson(world, person));
      if (!isGranted) return [name, holders.map(({ email }) => `user:${email}`).join(", ")];
      const id = world.ids.guid();
      const members = new Set(holders.map(({ objectId }) => objectId));
      world.groups.set(id, { id, name, members });
      return [name, `entra-group:${world.tenantId}:${id}`];
    }),
  );
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      text.replaceAll(/group:[a-z]+/g, (group) => readers.get(group) ?? group),
    ]),
  );
}
