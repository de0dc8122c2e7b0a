import { expect, onTestFinished } from "vitest";
import type { App } from "../../../src/app.ts";
import type { AnswerStreamEvent, ShownAnswer } from "../../../src/chat/chat-platform.ts";
import { runAnswerWorkers } from "../../../src/conversation/answer-worker.ts";
import { createRoomPreparation } from "../../../src/conversation/rooms/prepare-question.ts";
import { createWebConversation } from "../../../src/conversation/web-conversation.ts";
import type { Seen, WorldSetting } from "../../contracts/chat-journeys/world/chat-world.ts";
import type { WorldWith } from "../../contracts/chat-journeys/world/journey.ts";
import { openApp, syncFiles } from "../../support/open-app.ts";
import { Browser, readEvents, startChat } from "../start-chat.ts";

/** What the page offers beside asking. */
type WebWorld = WorldWith<"status" | "choices" | "votes">;

interface ShownTurn {
  id: string;
  question: string;
  answer?: ShownAnswer;
}

/** An answer that somebody's page follows while it is made. */
interface Followed {
  status: string;
  text: string;
}

/** The web chat with all of Footnote behind it, and a browser for each person. */
export async function openWebWorld(setting: WorldSetting): Promise<WebWorld> {
  const app = await openApp({ maxPending: 1_000, maxPendingPerAsker: 1_000, ...setting.config });
  await syncFiles(app, setting.files);
  const answering = { ...app.answering, ...setting.answering };
  const chat = await startChat(
    createWebConversation({ ...app, ...answering, limits: app.config, samplePrompts: [] }),
  );
  startWorkers({ ...app, answering });
  const browsers = new Map<string, Browser>();
  const followed = new Map<string, Followed>();

  function browserOf(person: string): Browser {
    const browser = browsers.get(person) ?? new Browser(chat);
    browsers.set(person, browser);
    return browser;
  }

  /** The page follows each answer that it asked for. */
  async function follow(browser: Browser, answerId: string): Promise<void> {
    const shown: Followed = { status: "", text: "" };
    followed.set(answerId, shown);
    const response = await browser.fetch(`/api/answers/${answerId}/events`);
    await readEvents(response, (events) => {
      const event = events.at(-1)?.data as AnswerStreamEvent | undefined;
      shown.status = event?.type === "status" ? event.text : "";
      shown.text = events.map(({ data }) => (data.type === "sentence" ? data.text : "")).join(" ");
      return event?.type === "finished";
    });
  }

  async function ask(by: string, text: string, threadId: string): Promise<string> {
    const browser = browserOf(by);
    const answerId = await browser.ask(text, threadId);
    follow(browser, answerId).catch(() => undefined);
    return answerId;
  }

  async function turnOf(by: string, answerId: string): Promise<ShownTurn> {
    const response = await browserOf(by).fetch(`/api/answers/${answerId}`);
    return (await response.json()) as ShownTurn;
  }

  function seen(person: string, { id, question, answer }: ShownTurn): Seen[] {
    const asked = { messageId: id, by: person, text: question, answer: undefined };
    const text = answer === undefined ? (followed.get(id)?.text ?? "") : textOf(answer);
    const bot = { messageId: `${id}:answer`, by: "bot", text, answer };
    const messages = text === "" && answer === undefined ? [asked] : [asked, bot];
    return messages.map((message) => ({ ...message, onlyTo: undefined }));
  }

  return {
    storage: app.storage,
    async settle() {
      const open = async () => {
        const { waiting, running } = await app.queue.stats();
        const unfinished = [...followed.values()].filter(({ status }) => status !== "");
        return waiting + running + unfinished.length;
      };
      await expect.poll(open, { timeout: 20_000, interval: 25 }).toBe(0);
    },
    ownChat: async (person) => `web:${person}`,
    async say(by, room, text, how = {}) {
      const threadId = how.in?.threadId ?? crypto.randomUUID();
      return { by, room, messageId: await ask(by, text, threadId), threadId };
    },
    async sees(person, { threadId, messageId }) {
      const response = await browserOf(person).fetch(`/api/threads/${threadId}`);
      if (response.status === 404) return [];
      const { answers } = (await response.json()) as { answers: ShownTurn[] };
      const all = answers.flatMap((turn) => seen(person, turn));
      return all.filter((message) => message.messageId !== messageId);
    },
    statusOf: async ({ messageId }) => followed.get(messageId)?.status ?? "",
    async choose(by, answerId, choice, { threadId }) {
      const { question, answer } = await turnOf(by, answerId);
      // As the page's buttons do, in answer/turn.js.
      await ask(by, `${question} (${answer?.choices?.[choice]})`, threadId);
    },
    async vote(by, answerId, vote, { reason, correction, citation } = {}) {
      const path = `/api/answers/${answerId}/votes`;
      const browser = browserOf(by);
      const response =
        vote === "withdrawn"
          ? await browser.fetch(`${path}?citation=${citation ?? 0}`, { method: "DELETE" })
          : await browser.post(path, { vote, reason, correction, citation });
      expect(response.status).toBe(200);
    },
  };
}

function startWorkers(app: App): void {
  const stopping = new AbortController();
  const prepareQuestion = createRoomPreparation({ ...app, platforms: [] });
  const running = runAnswerWorkers({ ...app, prepareQuestion, workers: 2 }, stopping.signal);
  onTestFinished(async () => {
    stopping.abort();
    await running;
  });
}

/** An answer's own text and the names that stand below it; the rest are words of the page's scripts. */
function textOf({ text, nearest = [], choices = [] }: ShownAnswer): string {
  return [text, ...nearest.map(({ title }) => title), ...choices].join("\n");
}
