import { z } from "zod";
import { ChatError } from "../../chat-error.ts";
import type { ConnectorRefusal } from "./teams-connector.ts";

interface Refused {
  status: number;
  text: string;
  appId: string;
  url: string;
  scope: string;
}

const bodySchema = z.object({
  error: z.string().regex(/^\w{1,60}$/),
  error_codes: z.array(z.number().int()).default([]),
});

/** Only words of ours: what the service says may repeat what it was sent. */
const sentences: ReadonlyMap<number, (refused: Refused) => string> = new Map([
  [
    7000215,
    ({ appId }) =>
      `TEAMS_APP_PASSWORD is not the secret of the app ${appId}: copy the secret's value, not its id`,
  ],
  [
    7000222,
    ({ appId }) => `TEAMS_APP_PASSWORD has expired: make a new secret for the app ${appId}`,
  ],
  [700016, (refused) => `the tenant ${tenantOf(refused)} does not know the app ${refused.appId}`],
  [90002, (refused) => `there is no tenant ${tenantOf(refused)}`],
  [
    500011,
    (refused) => `nobody consented to ${refused.scope} in the tenant ${tenantOf(refused)} yet`,
  ],
]);

/** Why the login service gives no token, without anything that was sent to it. */
export function refusedToken(refused: Refused): ChatError {
  const { status, text } = refused;
  const { error, number } = readBody(text);
  const sentence = number === undefined ? undefined : sentences.get(number)?.(refused);
  const code = number === undefined ? error : `AADSTS${number}`;
  const word = code ?? `status ${status}`;
  const why = sentence ?? `it refused a token for ${refused.scope}`;
  const cause: ConnectorRefusal = { status, code, message: undefined, retryAfterMs: undefined };
  return new ChatError("not-allowed", `Microsoft gives no token: ${why} (${word}).`, { cause });
}

function readBody(text: string): { error: string | undefined; number: number | undefined } {
  try {
    const body = bodySchema.parse(JSON.parse(text));
    return { error: body.error, number: body.error_codes[0] };
  } catch {
    return { error: undefined, number: undefined };
  }
}

function tenantOf({ url }: Refused): string {
  return new URL(url).pathname.split("/").at(-4) ?? "";
}
