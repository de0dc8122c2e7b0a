import { App as BoltApp, LogLevel, SocketModeReceiver, webApi } from "@slack/bolt";
import { freePort } from "../../shared/free-port.ts";
import { type CounterpartOptions, startSlackCounterpart } from "../start-slack-counterpart.ts";

/** The client waits as long before it connects again; five seconds where nothing is said. */
const RECONNECT_AFTER_MS = 300;

/** A counterpart whose limits do not get into a test's way, unless it asks for them. */
export function start(options: CounterpartOptions = {}) {
  return startSlackCounterpart({ rateLimits: "none", ...options });
}

type Counterpart = Awaited<ReturnType<typeof start>>;

export function client(
  { apiUrl, company }: Counterpart,
  token = company.botToken,
): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });
}

export interface RunningApp {
  app: BoltApp;
  stop(): Promise<void>;
}

/** The real Bolt app over a socket. */
export async function overSocket(
  { apiUrl, company, world }: Counterpart,
  wire: (app: BoltApp) => void,
): Promise<RunningApp> {
  const receiver = new SocketModeReceiver({
    appToken: world.app.appToken,
    clientPingTimeout: RECONNECT_AFTER_MS,
    installerOptions: { clientOptions: { slackApiUrl: apiUrl } },
    logLevel: LogLevel.ERROR,
  });
  const app = new BoltApp({
    token: company.botToken,
    receiver,
    clientOptions: { slackApiUrl: apiUrl },
    logLevel: LogLevel.ERROR,
  });
  wire(app);
  await app.start();
  return { app, stop: async () => void (await app.stop()) };
}

/** The real Bolt app behind a URL. */
export async function overHttp(
  counterpart: Counterpart,
  wire: (app: BoltApp) => void,
): Promise<RunningApp & { url: string }> {
  const { apiUrl, company, world } = counterpart;
  const port = await freePort();
  const app = new BoltApp({
    token: company.botToken,
    signingSecret: world.app.signingSecret,
    clientOptions: { slackApiUrl: apiUrl },
    logLevel: LogLevel.ERROR,
  });
  wire(app);
  await app.start(port);
  const url = `http://127.0.0.1:${port}/slack/events`;
  await counterpart.listenAt(url);
  return { app, url, stop: async () => void (await app.stop()) };
}

/** The error that a call is refused with. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    const { data, message } = error as { data?: { error?: string }; message: string };
    return data?.error ?? message;
  }
  return "not refused";
}
