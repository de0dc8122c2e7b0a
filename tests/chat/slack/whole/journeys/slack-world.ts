import { expect, onTestFinished } from "vitest";
import type { ChatAbility } from "../../../../../src/chat/chat-abilities.ts";
import type { ShownAnswer } from "../../../../../src/chat/chat-platform.ts";
import { shareValue, slackActions, voteValue } from "../../../../../src/chat/slack/actions.ts";
import type {
  People,
  Said,
  Seen,
  WorldSetting,
} from "../../../../contracts/chat-journeys/world/chat-world.ts";
import type { WorldWith } from "../../../../contracts/chat-journeys/world/journey.ts";
import { SlackRefusal } from "../../../../counterparts/slack/api/refusal.ts";
import type { Message } from "../../../../counterparts/slack/shapes/message.ts";
import type { SlackCounterpart } from "../../../../counterparts/slack/start-slack-counterpart.ts";
import { findChannel } from "../../../../counterparts/slack/state/channels.ts";
import { addGroup } from "../../../../counterparts/slack/state/groups.ts";
import { addUser, findUser } from "../../../../counterparts/slack/state/users.ts";
import { startAdmin, textOf, told } from "../../commands/start-admin.ts";
import { openedHome } from "../../home/open-home.ts";

type Started = Awaited<ReturnType<typeof startAdmin>>;

/** Slack lacks nothing that the journeys know of. */
export interface SlackWorld extends WorldWith<ChatAbility> {
  started: Started;
}

const KINDS = { open: "public", closed: "private" } as const;

/** All of Footnote behind a pretend Slack, where people do what its screens offer them. */
export async function openSlackWorld(
  setting: WorldSetting,
  options: Pick<Parameters<typeof startAdmin>[0] & object, "over" | "config" | "speed">,
): Promise<SlackWorld> {
  const started = await startAdmin({
    ...options,
    config: { ...setting.config, ...options.config },
    answering: setting.answering,
    files: (slack) => withGroupsOf(slack, setting),
  });
  const { slack, app } = started;
  const { world, people, company } = slack;
  const messages = new Map<string, Message>();
  let rooms = 0;
  onTestFinished(() => expect(world.complaints).toEqual([]));

  const channelOf = (id: string) => findChannel(world, id.split(":")[2] ?? "");
  const idOf = ({ channelId, ts }: Message) => `slack:${company.teamId}:${channelId}:${ts}`;
  const messageOf = (said: Said): Message => {
    const found = messages.get(said.messageId);
    if (found === undefined) throw new Error("nobody said that");
    return found;
  };
  /** Somebody who may invite the app and take it out. */
  const memberOf = (room: string) => {
    const colleagues = [...channelOf(room).members].map((id) => world.users.get(id));
    return colleagues.find((user) => user !== undefined && user.botId === undefined)?.name ?? "";
  };
  const personOf = (id: string) => world.users.get(id)?.name ?? id;

  /** The message that shows an answer to somebody; undefined where they cannot see one. */
  function shownTo(person: string, answerId: string): Message | undefined {
    const user = findUser(world, person).id;
    const inSight = [...world.channels.values()]
      .filter(({ members }) => members.has(user))
      .flatMap((channel) => [...channel.messages, ...channel.ephemeral])
      .filter(({ ephemeralFor }) => ephemeralFor === undefined || ephemeralFor === user);
    return inSight.find((message) => answerIn(message) === answerId);
  }

  function press(by: string, answerId: string, actionId: string, answer?: string): void {
    const message = shownTo(by, answerId);
    if (message === undefined) throw new Error(`${by} does not see ${answerId}`);
    people.click(by, message, actionId, answer);
  }

  async function seen(message: Message): Promise<Seen> {
    const record = await app.storage.answers.get(answerIn(message) ?? "");
    const isShown = record?.outcome !== undefined && message.stream !== "in_progress";
    return {
      messageId: idOf(message),
      by: message.user === company.botUserId ? "bot" : personOf(message.user),
      text: textOf(message),
      answer: isShown ? asShown(record.answer as ShownAnswer, message) : undefined,
      onlyTo: message.ephemeralFor === undefined ? undefined : personOf(message.ephemeralFor),
    };
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
      await expect.poll(open, { timeout: 20_000, interval: 25 }).toBe(0);
    },
    async ownChat(person) {
      return `slack:${company.teamId}:${findChannel(world, `@${person}`).id}`;
    },
    async addRoom(kind, members) {
      rooms += 1;
      const fields = {
        name: `room-${rooms}`,
        kind: KINDS[kind],
        members: [...members, "footnote"],
      };
      return `slack:${company.teamId}:${people.createChannel(company.teamId, fields)}`;
    },
    async join(room, person) {
      people.join(person, channelOf(room).id);
    },
    async takeBotOut(room) {
      people.kickApp(memberOf(room), channelOf(room).id);
    },
    async bringBotBack(room) {
      people.inviteApp(memberOf(room), channelOf(room).id);
    },
    async hideMembers() {
      world.onCall = (method) => {
        if (method === "conversations.members") throw new SlackRefusal("internal_error");
      };
    },
    async seesAlone(person) {
      const user = findUser(world, person).id;
      const whispers = [...world.channels.values()]
        .flatMap(({ ephemeral }) => ephemeral)
        .filter(({ ephemeralFor }) => ephemeralFor === user);
      const shown = [...whispers, ...told(started, person)];
      shown.sort((a, b) => Number(a.ts) - Number(b.ts));
      return Promise.all(
        shown.map(async (message) => ({ ...(await seen(message)), onlyTo: person })),
      );
    },
    async statusOf({ room, threadId }) {
      const key = `${channelOf(room).id}:${threadId.split(":")[3]}`;
      const session = world.sessions.get(key);
      return session?.status === "processing" ? session.line : "";
    },
    async stopAnswer(by, said) {
      people.stopAgent(by, channelOf(said.room).id, said.threadId.split(":")[3] ?? "");
    },
    async propose(by, { messageId }) {
      const message = messages.get(messageId);
      if (message === undefined) throw new Error("nobody said that");
      people.shortcut(by, message, "verify-message");
      await expect.poll(() => slack.readModal(by)).toContain("Verified answer");
      expect(await people.submit(by)).toEqual({ state: "closed" });
    },
    async command(by, words, room) {
      const where = room === undefined ? "#general" : channelOf(room).id;
      return textOf(await started.give(by, words, where));
    },
    async openForm(by, words) {
      people.command(by, "#general", `/footnote ${words}`);
      await slack.settled();
      const modal = slack.readModal(by);
      // None may be taken for that of the next command.
      people.closeModal(by);
      return modal;
    },
    openHome: (person) => openedHome(started, person),
    async say(by, room, text, how = {}) {
      const thread = how.in === undefined ? {} : { thread: messageOf(how.in) };
      const to = how.mention === true ? "@footnote " : how.to === undefined ? "" : `@${how.to} `;
      const message = people.say(by, channelOf(room).id, to + text, thread);
      const messageId = idOf(message);
      messages.set(messageId, message);
      return { by, room, messageId, threadId: how.in?.threadId ?? messageId };
    },
    async edit(said, text) {
      const message = messageOf(said);
      const isMention = message.text.startsWith(`<@${company.botUserId}>`);
      people.edit(message, isMention ? `@footnote ${text}` : text);
    },
    async remove(said) {
      people.delete(messageOf(said));
    },
    async reactMute(by, said, isMuted) {
      const act = isMuted ? people.react : people.unreact;
      act(by, messageOf(said), "mute");
    },
    async vote(by, answerId, vote, { reason, correction, citation = 0 } = {}) {
      if (vote === "withdrawn") {
        const value = voteValue({ answerId, citation, vote });
        return press(by, answerId, `${slackActions.vote}:back`, value);
      }
      if (citation > 0) {
        return press(
          by,
          answerId,
          `${slackActions.vote}:citation`,
          voteValue({ answerId, citation, vote: "down" }),
        );
      }
      press(by, answerId, slackActions.vote, vote === "up" ? "positive" : "negative");
      if (vote === "up") return;
      await expect.poll(() => slack.readModal(by)).toContain("What was wrong?");
      const given = { ...(reason && { reason }), ...(correction && { correction }) };
      expect(await people.submit(by, given)).toMatchObject({ state: "closed" });
    },
    async askPrivately(by, answerId) {
      press(by, answerId, slackActions.askPrivately);
    },
    async share(by, answerId, said) {
      if (shownTo(by, answerId) !== undefined) return press(by, answerId, slackActions.share);
      // No screen offers it to somebody who does not see the answer.
      const { id: channel_id } = channelOf(said.room);
      const value = shareValue(answerId, said.threadId);
      await people.forge(by, "block_actions", {
        container: { type: "message", channel_id, message_ts: "1.2" },
        actions: [{ type: "button", action_id: slackActions.share, action_ts: "1.2", value }],
      });
    },
    async choose(by, answerId, choice) {
      press(by, answerId, `${slackActions.choose}:${choice}`);
    },
    async askExpert(by, answerId) {
      press(by, answerId, slackActions.askExpert);
    },
    async sees(person, said) {
      const channel = channelOf(said.room);
      const user = findUser(world, person).id;
      if (!channel.members.has(user)) return [];
      const ts = said.threadId.split(":")[3];
      const there = [...channel.messages, ...channel.ephemeral]
        .filter((message) => message.threadTs === ts && idOf(message) !== said.messageId)
        .filter(({ ephemeralFor }) => ephemeralFor === undefined || ephemeralFor === user)
        .sort((a, b) => Number(a.ts) - Number(b.ts));
      return Promise.all(there.map(seen));
    },
  };
}

/** The answer that a message shows, by how it is marked; where only one sees it, by its buttons. */
function answerIn({ blocks, metadata }: Message): string | undefined {
  if (metadata?.event_type === "footnote_answer") return String(metadata.event_payload.answer_id);
  const [, id] =
    /"value":"(?:(?:up|down|\d) \S+ )?\d? ?(slack:[^" ]+)"/.exec(JSON.stringify(blocks ?? [])) ??
    [];
  return id;
}

/** An answer with those citations that have their line below it. */
function asShown(answer: ShownAnswer, { blocks = [] }: Message): ShownAnswer {
  const lines = blocks.filter(({ type }) => type === "context").map((one) => JSON.stringify(one));
  const citations = answer.citations.filter(({ n, title }) =>
    lines.some((line) => line.includes(`[${n}]`) && line.includes(title)),
  );
  return { ...answer, citations };
}

/** People become colleagues, their groups Slack's own, and documents are for those. */
function withGroupsOf(
  slack: SlackCounterpart,
  { people, files }: WorldSetting,
): Record<string, string> {
  const { teamId } = slack.company;
  const there = new Set([...slack.world.users.values()].map(({ name }) => name));
  for (const name of Object.keys(people)) {
    if (!there.has(name)) addUser(slack.world, teamId, { name, realName: `${name} of Lakeside` });
  }
  const ids = groupIds(slack, people);
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      text.replaceAll(/group:[a-z]+/g, (group) => ids.get(group) ?? group),
    ]),
  );
}

function groupIds(slack: SlackCounterpart, people: People): Map<string, string> {
  const { teamId } = slack.company;
  const names = new Set(Object.values(people).flat());
  return new Map(
    [...names].map((name) => {
      const users = Object.keys(people).filter((person) => people[person]?.includes(name));
      const { id } = addGroup(slack.world, teamId, {
        handle: name.replace("group:", ""),
        users,
      });
      return [name, `slack-group:${teamId}:${id}`];
    }),
  );
}
