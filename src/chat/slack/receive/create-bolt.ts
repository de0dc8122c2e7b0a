import { App, type Receiver, type ReceiverEvent, SocketModeReceiver } from "@slack/bolt";
import type { Logger } from "../../../telemetry/logger.ts";
import { sdkLogger } from "./sdk-logger.ts";

export interface BoltOptions {
  appToken: string | undefined;
  slackApiUrl: string | undefined;
}

export interface BoltDeps {
  /** Keeps what happened; only then is it acknowledged, with what this gives. */
  keep: (body: unknown) => Promise<unknown>;
  logger: Logger;
}

export interface Bolt {
  /** Resolves with what to answer once all is kept; rejects when it has to come again. */
  process(event: Omit<ReceiverEvent, "ack">): Promise<unknown>;
  /** Undefined without an app token. */
  socket: SocketModeReceiver | undefined;
}

const CALL_TIMEOUT_MS = 15_000;

/** Signed, and nothing that Slack's own package can read: it fails before anybody here has seen it. */
export class UnreadablePayloadError extends Error {
  override readonly name = "UnreadablePayloadError";
}

/** Bolt behind doors that hold its acknowledgement back until everything is kept. */
export function createBolt(options: BoltOptions, deps: BoltDeps): Bolt {
  const { appToken, slackApiUrl } = options;
  const logger = sdkLogger(deps.logger);
  const clientOptions = {
    logger,
    ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
    // Opening a connection is tried again from outside, where it can be stopped.
    retryConfig: { retries: 0 },
    timeout: CALL_TIMEOUT_MS,
  };
  const none: Receiver = { init: () => undefined, start: async () => {}, stop: async () => {} };
  const app = new App({
    receiver: none,
    clientOptions,
    logger,
    ignoreSelf: false,
    // Whose it is, and with which token it is answered, is found out by who keeps it.
    authorize: async () => ({}),
  });
  // What fails must not be acknowledged: Slack sends it again.
  app.error(async (error) => {
    throw error;
  });
  /** What came through Bolt to us. */
  const seen = new WeakSet<object>();
  app.use(async ({ next, ...args }) => {
    seen.add(args.body);
    const said = await deps.keep(args.body);
    // Events have none; what people do is answered with it.
    const { ack } = args as { ack?: (said: unknown) => Promise<void> };
    if (said !== undefined) await ack?.(said);
    await next();
  });

  async function process(event: Omit<ReceiverEvent, "ack">): Promise<unknown> {
    let answer: unknown;
    // Bolt acknowledges an event before anybody has seen it.
    const ack = async (said?: unknown) => {
      answer = said;
    };
    try {
      await app.processEvent({ ...event, ack });
    } catch (error) {
      if (seen.has(event.body)) throw error;
      throw new UnreadablePayloadError("Slack's package cannot read it.", { cause: error });
    }
    return answer;
  }

  if (appToken === undefined) return { process, socket: undefined };
  const socket = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions },
    async processEventErrorHandler({ error }) {
      deps.logger.warn({ error }, "An event of Slack's was not kept, and will come again");
      return false;
    },
  });
  const acknowledgeLast = async (event: ReceiverEvent) => {
    const answer = await process(event);
    await event.ack(answer);
  };
  // All that the receiver asks of an app.
  socket.init({ processEvent: acknowledgeLast } as App);
  return { process, socket };
}
