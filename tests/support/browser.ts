import { randomUUID } from "node:crypto";

export interface ServerEvent {
  id: number;
  data: { type: string; text?: string; answer?: unknown };
}

/** One browser's session with a serving process: its cookie, its page's Origin. */
export interface Browser {
  fetch(path: string, init?: RequestInit): Promise<Response>;
  get<T>(path: string): Promise<T>;
  post(path: string, body: unknown): Promise<Response>;
  ask(
    text: string,
    more?: { messageId?: string; threadId?: string },
  ): Promise<{ answerId: string; threadId: string; accepted: boolean }>;
  /** Every event of an answer, until the stream ends. */
  events(answerId: string): Promise<ServerEvent[]>;
  /** The same as they come, each with the `performance.now()` of its arrival. */
  live(answerId: string): AsyncGenerator<ServerEvent & { at: number }>;
}

/** `cookies` may be shared by browsers of several addresses: the same session elsewhere. */
export function openBrowser(url: string, cookies = new Map<string, string>()): Browser {
  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("Origin", url);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    if (cookie !== "") headers.set("Cookie", cookie);
    const response = await fetch(`${url}${path}`, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    }
    return response;
  }
  const post = (path: string, body: unknown) =>
    send(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  async function* live(answerId: string): AsyncGenerator<ServerEvent & { at: number }> {
    const { body } = await send(`/api/answers/${answerId}/events`);
    let text = "";
    for await (const piece of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const at = performance.now();
      const blocks = (text + piece).split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks.filter((one) => /^id:/.test(one))) {
        const id = Number(/^id: (\d+)$/m.exec(block)?.[1]);
        yield { at, id, data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? "null") };
      }
    }
  }
  return {
    fetch: send,
    post,
    async get<T>(path: string) {
      const response = await send(path);
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    async ask(text, more) {
      const response = await post("/api/questions", { messageId: randomUUID(), text, ...more });
      if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
      return response.json() as ReturnType<Browser["ask"]>;
    },
    events: (answerId) => Array.fromAsync(live(answerId), ({ id, data }) => ({ id, data })),
    live,
  };
}
