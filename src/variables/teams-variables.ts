import { z } from "zod";
import type { TeamsOptions } from "../chat/teams/teams-options.ts";
import { ConfigError } from "./config-error.ts";
import { signInNames } from "./sign-in-variables.ts";

const variable = (description: string) => z.string().optional().describe(description);
const onOrOff = z.enum(["on", "off"]).default("off");

/** What connects Footnote with Microsoft Teams; without an app id there is no Teams. */
export const teamsVariables = {
  TEAMS_APP_ID: variable(
    "Application (client) id of the bot's registration in Entra, which switches Teams on; see deploy/teams/README.md.",
  ),
  TEAMS_APP_PASSWORD: variable("A client secret of it: the value, not the secret's id."),
  TEAMS_TENANT_ID: variable("Directory (tenant) id of a bot that is registered for one tenant."),
  TEAMS_TENANT_IDS: variable(
    "In its place, for a bot that is registered for several: ids of those that are answered, with commas between them; all of one company, for `everyone` is in all of them.",
  ),
  TEAMS_ADMINS: variable(
    "Who administers Footnote in Teams: e-mail addresses or Entra object ids, with commas between them.",
  ),
  TEAMS_GRAPH: onOrOff.describe(
    "`on`: people's groups and addresses, and what was said before in a thread, are looked up in Microsoft Graph, with the permissions that deploy/teams/README.md names.",
  ),
  TEAMS_PLAYGROUND: onOrOff.describe(
    "`on`: in place of an app, the Microsoft 365 Agents Playground on this machine, for trials; nothing is signed there.",
  ),
  FOOTNOTE_TEAMS_PRETEND_URL: z
    .url({ protocol: /^https?$/, error: "it looks like http://127.0.0.1:4800" })
    .optional()
    .describe("Address of a pretend Teams, for trials; without it, Microsoft's own."),
} as const;

type Name = keyof typeof teamsVariables;
type Values = Partial<
  Record<Name | "FOOTNOTE_PUBLIC_URL" | "FOOTNOTE_SIGN_IN", string | undefined>
>;

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NEEDS_AN_APP = [
  ...(["TEAMS_APP_PASSWORD", "TEAMS_TENANT_ID", "TEAMS_TENANT_IDS"] as const),
  "FOOTNOTE_TEAMS_PRETEND_URL",
] as const satisfies Name[];

/** Undefined where Teams is not switched on. @throws ConfigError */
export function pickTeamsConfig(values: Values): TeamsOptions | undefined {
  const { TEAMS_APP_ID: id, TEAMS_APP_PASSWORD: password } = values;
  const { TEAMS_GRAPH: graph, TEAMS_PLAYGROUND: playground } = values;
  const { FOOTNOTE_TEAMS_PRETEND_URL: pretendUrl } = values;
  if (playground === "on") return pickPlayground(values);
  if (id === undefined) return refuseHalf(values);
  if (!GUID.test(id)) {
    throw new ConfigError(
      "TEAMS_APP_ID is not usable: it is the application id of the registration, such as 5b9c2a34-0c1d-4e0e-9f3a-2d6c5e7f8a90.",
    );
  }
  if (password === undefined) {
    throw new ConfigError("TEAMS_APP_ID is set, but not TEAMS_APP_PASSWORD: set it.");
  }
  return {
    app: { id: id.toLowerCase(), password },
    isMultiTenant: values.TEAMS_TENANT_ID === undefined,
    tenantIds: pickTenants(values),
    admins: pickAdmins(values),
    isGraphOn: graph === "on",
    ...(signInNames(values.FOOTNOTE_SIGN_IN).includes("microsoft") ? { isSignInOn: true } : {}),
    pretendUrl: pretendUrl?.replace(/\/+$/, ""),
    isPlayground: false,
  };
}

function refuseHalf(values: Values): undefined {
  const isOn = (name: Name) => values[name] !== undefined && values[name] !== "off";
  const half = [...NEEDS_AN_APP, "TEAMS_ADMINS" as const, "TEAMS_GRAPH" as const].find(isOn);
  if (half === undefined) return undefined;
  throw new ConfigError(
    `${half} is set, but not TEAMS_APP_ID: set it, or unset both. For the Agents Playground, which has no app, set TEAMS_PLAYGROUND=on.`,
  );
}

/** Whatever comes is taken there, so it must not be reached from elsewhere. */
function pickPlayground(values: Values): TeamsOptions {
  const other = (["TEAMS_APP_ID", ...NEEDS_AN_APP] as const).find(
    (name) => values[name] !== undefined,
  );
  if (other !== undefined) {
    throw new ConfigError(
      `TEAMS_PLAYGROUND is for trials without an app, and ${other} is set: unset one of them.`,
    );
  }
  if (values.FOOTNOTE_PUBLIC_URL !== undefined) {
    throw new ConfigError(
      "TEAMS_PLAYGROUND takes what nobody signed, so it is for this machine alone: unset it, or FOOTNOTE_PUBLIC_URL.",
    );
  }
  if (values.TEAMS_GRAPH === "on") {
    throw new ConfigError("TEAMS_GRAPH needs an app, and TEAMS_PLAYGROUND has none: unset one.");
  }
  return {
    app: undefined,
    isMultiTenant: false,
    tenantIds: [],
    admins: pickAdmins(values),
    isGraphOn: false,
    pretendUrl: undefined,
    isPlayground: true,
  };
}

function pickTenants({ TEAMS_TENANT_ID: one, TEAMS_TENANT_IDS: several }: Values): string[] {
  if (one !== undefined && several !== undefined) {
    throw new ConfigError(
      "TEAMS_TENANT_ID is for a bot of one tenant, TEAMS_TENANT_IDS for one of several: unset one of them.",
    );
  }
  if (one === undefined && several === undefined) {
    throw new ConfigError(
      "TEAMS_APP_ID is set, but no tenant: set TEAMS_TENANT_ID, or TEAMS_TENANT_IDS for a bot of several, for whoever is in one may read what is for everyone.",
    );
  }
  const name = one === undefined ? "TEAMS_TENANT_IDS" : "TEAMS_TENANT_ID";
  const ids = readList(one ?? several);
  const strange = ids.find((id) => !GUID.test(id));
  if (strange !== undefined || ids.length === 0 || (one !== undefined && ids.length > 1)) {
    throw new ConfigError(
      `${name} is not usable: "${strange ?? one ?? several}" is no id of a tenant, such as 0f3b8d52-6a1c-4c55-8d5e-b1f0a7c3e2d4.`,
    );
  }
  return ids;
}

function pickAdmins({ TEAMS_ADMINS: admins }: Values): string[] {
  const listed = readList(admins);
  const strange = listed.find((one) => !GUID.test(one) && !/^[^@]+@[^@]+$/.test(one));
  if (strange === undefined) return listed;
  throw new ConfigError(
    `TEAMS_ADMINS is not usable: "${strange}" is neither an e-mail address nor an object id of Entra.`,
  );
}

/** Ids and addresses are the same in capitals. */
function readList(text: string | undefined): string[] {
  const words = (text ?? "").toLowerCase().split(/[\s,]+/);
  return [...new Set(words.filter((word) => word !== ""))];
}
