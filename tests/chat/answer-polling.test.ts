import { afterEach, expect, test, vi } from "vitest";
// @ts-expect-error: a script of the page, which has no types
import { followAnswer } from "../../src/chat/web/public/scripts/follow-answer.js";
import { MemoryConversation, shownAnswer } from "./memory-conversation.ts";
import { Browser, startChat } from "./start-chat.ts";

afterEach(() => vi.unstubAllGlobals());

/** As much of a browser's own as the page's script uses, over real HTTP. */
function standIn(browser: Browser): void {
  class Source extends EventTarget {
    #closed = false;

    constructor(path: string) {
      super();
      void this.#read(path);
    }

    async #read(path: string) {
      const response = await browser.fetch(path, { headers: { Accept: "text/event-stream" } });
      const text = await response.text();
      for (const [, type = ""] of text.matchAll(/^event: (.+)$/gm)) {
        if (!this.#closed) this.dispatchEvent(new Event(type));
      }
      if (!this.#closed) this.dispatchEvent(new Event("error"));
    }

    close() {
      this.#closed = true;
    }
  }
  vi.stubGlobal("EventSource", Source);
  vi.stubGlobal("fetch", browserFetch(browser));
  vi.stubGlobal("addEventListener", () => undefined);
  vi.stubGlobal("removeEventListener", () => undefined);
}

function browserFetch(browser: Browser): typeof fetch {
  const real = globalThis.fetch;
  return (input, init) =>
    typeof input === "string" && input.startsWith("/")
      ? browser.fetch(input, init)
      : real(input, init);
}

async function openPolling() {
  const begin = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const conversation = new MemoryConversation(async function* (id) {
    yield { type: "status", text: "Searching" };
    await begin.promise;
    yield { type: "sentence", text: "Ten days.", citations: [] };
    await end.promise;
    yield { type: "sentence", text: "Twelve in Brazil.", citations: [] };
    yield { type: "finished", answer: shownAnswer(id, { text: "Ten days. Twelve in Brazil." }) };
  });
  const browser = new Browser(await startChat(conversation, { streams: false }));
  return { browser, begin, end, id: await browser.ask("How many days?") };
}

test("where nothing streams, the page asks for what is new until the end", async () => {
  const { browser, begin, end, id } = await openPolling();
  standIn(browser);
  const seen: string[] = [];
  const gone = Promise.withResolvers<void>();
  followAnswer(id, {
    onEvent(event: { type: string }) {
      seen.push(event.type);
      if (event.type === "status") begin.resolve();
      if (event.type === "sentence") end.resolve();
      if (event.type === "finished") gone.resolve();
    },
    onReconnecting: (isAway: boolean) => isAway && seen.push("away"),
    onGone: gone.resolve,
    onSignedOut: gone.resolve,
  });
  await gone.promise;
  expect(seen).toEqual(["status", "sentence", "sentence", "finished"]);
});

test("whoever asks for what is new gets it at once, with the text so far, and no more than once", async () => {
  const { browser, begin, end, id } = await openPolling();
  const ask = async (after: number) => {
    const init = { headers: { Accept: "application/json" } };
    const response = await browser.fetch(`/api/answers/${id}/events?after=${after}`, init);
    return ((await response.json()) as { events: { id: number; data: { type: string } }[] }).events;
  };
  expect((await ask(0)).map(({ id, data }) => [id, data.type])).toEqual([[1, "status"]]);
  expect(await ask(1)).toEqual([]);
  begin.resolve();
  end.resolve();
  await expect
    .poll(async () => (await ask(1)).map(({ data }) => data.type))
    .toEqual(["sentence", "sentence", "finished"]);
  expect(JSON.stringify((await ask(2))[0])).toContain("Ten days. Twelve in Brazil.");
  expect((await ask(9)).map(({ data }) => data.type)).toEqual(["finished"]);
});

test("an answer that is gone meanwhile is told as such", async () => {
  const { browser } = await openPolling();
  standIn(browser);
  const how = await new Promise((resolve) =>
    followAnswer("nobody-knows", {
      onEvent: resolve,
      onReconnecting: () => undefined,
      onGone: () => resolve("gone"),
      onSignedOut: () => resolve("signed out"),
    }),
  );
  expect(how).toBe("gone");
});
