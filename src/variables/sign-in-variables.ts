import { z } from "zod";
import { ConfigError } from "./config-error.ts";

const LOOPBACK = /^(?:localhost|::1|127(?:\.\d{1,3}){3})$/;
const PROVIDERS = ["slack", "microsoft"] as const;

export type SignInName = (typeof PROVIDERS)[number];

/** Who may open the web chat, and from where. */
export const signInVariables = {
  FOOTNOTE_SIGN_IN: z
    .string()
    .optional()
    .describe(
      "Who may open the web chat: `slack` (with SLACK_CLIENT_ID and SLACK_CLIENT_SECRET), `microsoft` (with TEAMS_APP_ID), or both with a comma; needs FOOTNOTE_PUBLIC_URL. Without it there is no sign-in, and whoever is at this machine may.",
    ),
  FOOTNOTE_HOST: z
    .string()
    .min(1)
    .default("127.0.0.1")
    .describe(
      "Address to listen on, such as 0.0.0.0 in a container; any but this machine's own needs FOOTNOTE_SIGN_IN, and a proxy before it that does TLS.",
    ),
} as const;

export interface SignInConfig {
  providers: SignInName[];
}

type Values = Partial<
  Record<keyof typeof signInVariables | "FOOTNOTE_PUBLIC_URL", string | undefined>
>;

/** Undefined where nobody signs in. @throws ConfigError */
export function pickSignInConfig(
  values: Values,
  chats: { slack: object | undefined; teams: { app: object | undefined } | undefined },
): SignInConfig | undefined {
  const { FOOTNOTE_SIGN_IN, FOOTNOTE_HOST: host = "127.0.0.1" } = values;
  if (FOOTNOTE_SIGN_IN === undefined) {
    if (LOOPBACK.test(host)) return undefined;
    throw new ConfigError(
      `FOOTNOTE_HOST=${host} would show documents to whoever finds this address: set FOOTNOTE_SIGN_IN, or unset FOOTNOTE_HOST.`,
    );
  }
  const providers = signInNames(FOOTNOTE_SIGN_IN);
  if (providers.includes("slack") && chats.slack === undefined) {
    throw new ConfigError(
      "FOOTNOTE_SIGN_IN names slack, but Slack is not switched on: set SLACK_BOT_TOKEN, see deploy/slack/README.md.",
    );
  }
  if (providers.includes("microsoft") && chats.teams?.app === undefined) {
    throw new ConfigError(
      "FOOTNOTE_SIGN_IN names microsoft, but Teams is not switched on: set TEAMS_APP_ID, see deploy/teams/README.md.",
    );
  }
  if (values.FOOTNOTE_PUBLIC_URL === undefined) {
    throw new ConfigError(
      "FOOTNOTE_SIGN_IN is set, but not FOOTNOTE_PUBLIC_URL: give the address at which browsers come back, such as https://footnote.example.com.",
    );
  }
  return { providers };
}

/** @throws ConfigError for a name that is none */
export function signInNames(text: string | undefined): SignInName[] {
  const words = (text ?? "").toLowerCase().split(/[\s,]+/);
  const names = [...new Set(words.filter((word) => word !== ""))];
  const strange = names.find((name) => !PROVIDERS.some((one) => one === name));
  if (strange === undefined && (text === undefined || names.length > 0)) {
    return PROVIDERS.filter((one) => names.includes(one));
  }
  throw new ConfigError(
    `FOOTNOTE_SIGN_IN is not usable: "${strange ?? text}" is neither slack nor microsoft.`,
  );
}
