import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { handleRequest } from "./api/handle-request.ts";
import type { Behaviour, ScriptOptions } from "./behaviour.ts";
import type { Generation } from "./reply/generation.ts";
import { createScripts } from "./scripts.ts";
import {
  DEFAULT_MODELS,
  type GenerationApi,
  type RecordedRequest,
  resetWorld,
  type ServedModel,
  type Style,
  type World,
} from "./world.ts";
import { writeObediently } from "./writer/obedient/write-obediently.ts";
import { writeWell } from "./writer/write-well.ts";

export type { Behaviour, ReadPrompt } from "./behaviour.ts";
export type { RecordedRequest, ServedModel } from "./world.ts";

const WRITERS = { well: writeWell, obedient: writeObediently };
export type WriterName = keyof typeof WRITERS;
export const WRITER_NAMES = Object.keys(WRITERS) as WriterName[];

const HOSTNAME = "127.0.0.1";
const KEEP_ALIVE_MS = 60_000;
/** 2026-11-01, so that replies are the same on every day. */
const CREATED_SECONDS = 1_793_491_200;

export interface OpenAiCounterpart {
  /** `http://127.0.0.1:<port>/v1` */
  baseUrl: string;
  requests: RecordedRequest[];
  /** What was said, and when each piece of it was sent. */
  generations: readonly Generation[];
  /** Behaves so for calls that match; later scripts are looked at first. */
  script(behaviour: Behaviour, options?: ScriptOptions): void;
  /** Forgets scripts and requests. */
  reset(): void;
  close(): Promise<void>;
}

export interface CounterpartOptions {
  port?: number;
  /** Null: no key is asked for. `test-key` where absent, null in Ollama's style. */
  apiKey?: string | null;
  models?: readonly ServedModel[];
  /** A missing one is 404 as that kind of server answers; both where absent, chat for Ollama. */
  apis?: readonly GenerationApi[];
  style?: Style;
  /** Who writes where no script does: `well` where absent, `obedient` does whatever a prompt tells it. */
  writer?: WriterName;
}

/** A local server that speaks and refuses as OpenAI's, or Ollama's endpoint in its likeness. */
export async function startOpenAiCounterpart(
  options: CounterpartOptions = {},
): Promise<OpenAiCounterpart> {
  const world = createWorld(options);
  const server = createServer((request, response) => void handleRequest(world, request, response));
  // A test that keeps its process busy for long must not find its connection closed afterwards.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(options.port ?? 0, HOSTNAME);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://${HOSTNAME}:${port}/v1`,
    requests: world.requests,
    generations: world.generations,
    script: world.scripts.add,
    reset: () => resetWorld(world),
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function createWorld(options: CounterpartOptions): World {
  const style = options.style ?? "openai";
  const ollama = style === "ollama";
  let ids = 0;
  return {
    style,
    apis: options.apis ?? (ollama ? ["chat"] : ["responses", "chat"]),
    apiKey: options.apiKey === undefined ? (ollama ? null : "test-key") : options.apiKey,
    models: options.models ?? DEFAULT_MODELS,
    requests: [],
    generations: [],
    scripts: createScripts(),
    writer: WRITERS[options.writer ?? "well"],
    nextId(prefix) {
      ids += 1;
      return `${prefix}${prefix === "chatcmpl" ? "-" : "_"}${String(ids).padStart(24, "0")}`;
    },
    now: () => CREATED_SECONDS,
    garbage: 0,
  };
}
