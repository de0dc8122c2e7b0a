import type { ServerResponse } from "node:http";

/** One reply on its way out. */
export interface Wire {
  /** Aborts when the caller hangs up or the server closes. */
  readonly gone: AbortSignal;
  /** Sends status and headers at once. */
  begin(status: number, headers: Record<string, string>): void;
  write(text: string): Promise<void>;
  end(text?: string): void;
  /** Resolves early, with false, when nobody is left to wait for. */
  wait(ms: number): Promise<boolean>;
  /** Ends the connection in the middle; with `reset` as a crashed peer would. */
  destroy(how: "close" | "reset"): Promise<void>;
}

export function createWire(response: ServerResponse, always: Record<string, string>): Wire {
  const left = new AbortController();
  response.once("close", () => left.abort());
  const gone = left.signal;
  return {
    gone,
    begin(status, headers) {
      response.writeHead(status, { ...always, ...headers });
      response.flushHeaders();
    },
    async write(text) {
      if (gone.aborted || text === "") return;
      await new Promise<void>((resolve) => {
        response.write(text, () => resolve());
        gone.addEventListener("abort", () => resolve(), { once: true });
      });
    },
    end(text = "") {
      if (!gone.aborted) response.end(text);
    },
    wait(ms) {
      if (gone.aborted) return Promise.resolve(false);
      if (ms <= 0) return Promise.resolve(true);
      return new Promise((resolve) => {
        const timer = setTimeout(() => finish(true), ms);
        const leave = () => finish(false);
        gone.addEventListener("abort", leave, { once: true });
        function finish(inTime: boolean): void {
          clearTimeout(timer);
          gone.removeEventListener("abort", leave);
          resolve(inTime);
        }
      });
    },
    async destroy(how) {
      // What was written has left first, so that a cut comes after exactly so many characters.
      await new Promise((resolve) => setImmediate(resolve));
      const { socket } = response;
      if (how === "reset") socket?.resetAndDestroy();
      else socket?.destroy();
    },
  };
}

/** Sends a whole JSON value. */
export function sendJson(
  wire: Wire,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  wire.begin(status, { "content-type": "application/json", ...headers });
  wire.end(JSON.stringify(value));
}
