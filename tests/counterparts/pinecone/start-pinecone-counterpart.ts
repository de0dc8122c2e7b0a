import { NO_FAULTS } from "../shared/faults.ts";
import { serve } from "../shared/serve.ts";
import { handleControl, type StartIndex } from "./api/handle-control.ts";
import { handleData } from "./api/handle-data.ts";
import { handleRequest } from "./api/handle-request.ts";
import type { OfficialDescriptions } from "./checks/official-description.ts";
import type { IndexState, PineconeFaults, World } from "./world.ts";

export interface PineconeCounterpartOptions {
  port?: number;
  apiKey?: string;
  /** How long after its acknowledgement a write is shown by searches. */
  shownAfterMs?: number;
  readyAfterMs?: number;
  maxIndexes?: number;
  faults?: Partial<PineconeFaults>;
  /** Holds requests and replies against them; what they find is in `world.problems`. */
  official?: OfficialDescriptions | undefined;
}

export interface PineconeCounterpart {
  /** Of the API that makes indexes; each index has a port of its own. */
  url: string;
  apiKey: string;
  world: World;
  setFaults(faults: Partial<PineconeFaults>): void;
  close(): Promise<void>;
}

/** A local server that speaks and refuses as Pinecone does, and shows writes as late. */
export async function startPineconeCounterpart(
  options: PineconeCounterpartOptions = {},
): Promise<PineconeCounterpart> {
  const world = createWorld(options);
  const { official } = options;

  const start: StartIndex = async (wanted) => {
    const server = await serve((request, response) => {
      const handle = (method: string, path: string, body: unknown) =>
        handleData(world, index, method, path, body);
      void handleRequest(world, "data", official, handle, request, response);
    });
    const index: IndexState = { ...wanted, namespaces: new Map(), server };
    return index;
  };

  const server = await serve((request, response) => {
    const handle = (method: string, path: string, body: unknown) =>
      handleControl(world, method, path, body, start);
    void handleRequest(world, "control", official, handle, request, response);
  }, options.port);

  return {
    url: server.url,
    apiKey: world.apiKey,
    world,
    setFaults(faults) {
      world.faults = { ...CALM, ...faults };
    },
    async close() {
      await Promise.all([...world.indexes.values()].map((index) => index.server.close()));
      await server.close();
    },
  };
}

const CALM: PineconeFaults = { ...NO_FAULTS, retryAfterSeconds: 1, slowMs: 0 };

function createWorld(options: PineconeCounterpartOptions): World {
  return {
    apiKey: options.apiKey ?? "test-pinecone-key",
    indexes: new Map(),
    shownAfterMs: options.shownAfterMs ?? 400,
    readyAfterMs: options.readyAfterMs ?? 0,
    maxIndexes: options.maxIndexes ?? 20,
    saysNumbers: true,
    faults: { ...CALM, ...options.faults },
    random: Math.random,
    requests: [],
    problems: [],
    now: Date.now,
  };
}
