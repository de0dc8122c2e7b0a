import { LogLevel, webApi } from "@slack/bolt";
import { pino } from "pino";
import type {
  AnswerStreamEvent,
  ShownAnswer,
  ShownCitation,
} from "../../../../src/chat/chat-platform.ts";
import type { ReplyMemory, ReplyPlace } from "../../../../src/chat/chat-rooms.ts";
import type { ShowDeps } from "../../../../src/chat/slack/show/open-thread.ts";
import { createPace } from "../../../../src/chat/slack/show/pace.ts";
import { showAnswer } from "../../../../src/chat/slack/show/show-answer.ts";
import {
  type CounterpartOptions,
  type SlackCounterpart,
  startSlackCounterpart,
} from "../../../counterparts/slack/start-slack-counterpart.ts";
import { findChannel } from "../../../counterparts/slack/state/channels.ts";
import { findUser } from "../../../counterparts/slack/state/users.ts";

export interface Stage {
  slack: SlackCounterpart;
  deps: ShowDeps;
  /** As after a restart: nothing remembered but what was saved. */
  restarted(): ShowDeps;
  /** Somebody asks, and is to be answered there. */
  ask(who: string, where: string, text?: string): ReplyPlace;
  show(place: ReplyPlace, answer: ShownAnswer, options?: Partial<Showing>): Promise<void>;
}

export interface Showing {
  events: AsyncIterable<AnswerStreamEvent>;
  memory: ReplyMemory;
  signal: AbortSignal;
  deps: ShowDeps;
}

/** The outward half before a pretend Slack, over real HTTP. */
export async function startShow(options: CounterpartOptions = {}): Promise<Stage> {
  const slack = await startSlackCounterpart({ rateLimits: "none", ...options });
  const { apiUrl, company, world } = slack;
  const client = new webApi.WebClient(company.botToken, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });
  const create = (): ShowDeps => ({
    connectionFor: async () => ({ client, botUserId: company.botUserId }),
    pace: createPace(),
    logger: pino({ level: "silent" }),
    now: Date.now,
  });
  const deps = create();
  return {
    slack,
    deps,
    restarted: create,
    ask(who, where, text = "How long may I be on leave?") {
      const { ts } = slack.people.say(who, where, text);
      const channel = findChannel(world, where);
      const roomId = `slack:${company.teamId}:${channel.id}`;
      const user = findUser(world, who);
      const kinds = { public: "open", private: "closed", mpim: "closed", im: "direct" } as const;
      return {
        workspaceId: `slack:${company.teamId}`,
        roomId,
        roomKind: kinds[channel.kind],
        threadId: `${roomId}:${ts}`,
        messageId: `${roomId}:${ts}`,
        askedBy: `slack:${user.teamId}:${user.id}`,
        onlyTo: undefined,
      };
    },
    async show(place, answer, { events, memory, signal, deps: own } = {}) {
      await showAnswer(
        place,
        answer.id,
        events ?? eventsOf(answer),
        memory ?? newMemory(),
        signal ?? new AbortController().signal,
        own ?? deps,
      );
    },
  };
}

export function newMemory(): ReplyMemory & { saved: string[] } {
  const memory = {
    state: undefined as string | undefined,
    saved: [] as string[],
    async save(next: string) {
      memory.state = next;
      memory.saved.push(next);
    },
  };
  return memory;
}

/** Status, sentences as they come, and the end. */
export async function* eventsOf(
  answer: ShownAnswer,
  betweenMs = 0,
): AsyncGenerator<AnswerStreamEvent> {
  yield { type: "status", text: "Searching the documents" };
  const sentences = answer.text.split(/(?<=[.!?])(?=\s)/).filter(Boolean);
  for (const text of answer.outcome === "answered" ? sentences : []) {
    yield { type: "sentence", text, citations: answer.citations };
    if (betweenMs > 0) await new Promise((resolve) => setTimeout(resolve, betweenMs));
  }
  yield { type: "finished", answer };
}

export function citation(n: number, more: Partial<ShownCitation> = {}): ShownCitation {
  return {
    n,
    documentId: `people/leave-${n}.md`,
    source: "handbook",
    title: `Leave, part ${n}`,
    url: `https://docs.lakeside.test/leave-${n}`,
    path: `people/leave-${n}.md`,
    quote: "You have ten days.",
    updatedAt: new Date(Date.now() - 40 * 86_400_000).toISOString(),
    ...more,
  };
}

let made = 0;

export function answer(more: Partial<ShownAnswer> = {}): ShownAnswer {
  made += 1;
  return {
    id: `answer-${made}`,
    outcome: "answered",
    text: "You have ten days [1]. Ask your lead first [2].",
    searchedFor: "how long may I be on leave",
    citations: [citation(1), citation(2)],
    model: "local/extractive",
    traceId: "trace-1",
    ...more,
  };
}

/** The bot's messages in a place, as Slack keeps them. */
export function botMessages({ slack }: Stage, where: string) {
  const { channels } = slack.world;
  const ids = where.startsWith("slack:") ? where.split(":")[2] : findChannel(slack.world, where).id;
  const channel = channels.get(ids ?? "");
  if (channel === undefined) throw new Error(`${where} is not there`);
  return channel.messages.filter(({ user }) => user === slack.company.botUserId);
}

export function callsOf({ slack }: Stage, method: string) {
  return slack.world.calls.filter((call) => call.method === method);
}
