import { z } from "zod";
import { ChatError } from "../chat-error.ts";
import { type AppToken, createAppToken } from "./connect/app-token.ts";
import { type TeamsCloud, teamsClouds } from "./connect/teams-clouds.ts";
import { fetchKeys } from "./connect/verify/signing-keys.ts";
import type { TeamsOptions } from "./teams-options.ts";

export interface ExaminedApp {
  ok: boolean;
  detail: string;
  fix: string | undefined;
}

/** What Footnote asks of Graph, each with what holds it as well; the manifest asks for the rest. */
const GRAPH_ROLES: ReadonlyMap<string, readonly string[]> = new Map([
  ["User.Read.All", ["User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"]],
  [
    "GroupMember.Read.All",
    ["GroupMember.ReadWrite.All", "Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All"],
  ],
]);
const GRAPH_SCOPE = "https://graph.microsoft.com/.default";

/**
 * Tries the app's secret, Microsoft's keys and, where it is on, Graph's permissions, and says where
 * that is not the real Teams; never throws.
 */
export async function examineApp(options: TeamsOptions, now: () => number): Promise<ExaminedApp> {
  const { app, pretendUrl } = options;
  if (app === undefined) {
    const detail =
      "not the real Teams, but the Agents Playground on this machine, and nothing else (TEAMS_PLAYGROUND)";
    return { ok: true, detail, fix: "for the real one, unset it and set TEAMS_APP_ID" };
  }
  const examined = await examineRegistration(app.id, options, now);
  if (pretendUrl === undefined) return examined;
  const { detail, fix = "for the real one, unset it" } = examined;
  const where = `not the real Teams, but a pretend one at ${new URL(pretendUrl).origin} (FOOTNOTE_TEAMS_PRETEND_URL)`;
  return { ...examined, detail: `${where}: ${detail}`, fix };
}

async function examineRegistration(
  appId: string,
  options: TeamsOptions,
  now: () => number,
): Promise<ExaminedApp> {
  const { tenantIds, isGraphOn, admins } = options;
  const appToken = createAppToken(options, { now });
  try {
    const cloud = await findCloud(options, appToken);
    const keys = await examineKeys(cloud);
    if (keys !== undefined) return keys;
    for (const tenantId of isGraphOn ? tenantIds : []) {
      const lacking = await lackingRoles(appToken, tenantId);
      if (lacking.length === 0) continue;
      const detail = `Microsoft Graph does not grant ${lacking.join(" and ")} in the tenant ${tenantId}`;
      const fix = "add them as application permissions in Entra, and let an admin consent";
      return { ok: false, detail, fix };
    }
  } catch (error) {
    return failed(error, options);
  }
  const tenants = tenantIds.length === 1 ? "the tenant" : "the tenants";
  const graph = isGraphOn ? ", with Microsoft Graph" : "";
  const detail = `the app ${appId} in ${tenants} ${tenantIds.join(", ")}${graph}; events over HTTP, to /teams/messages`;
  if (admins.length > 0) return { ok: true, detail, fix: undefined };
  const fix = "name an admin in TEAMS_ADMINS, or nobody may give commands there";
  return { ok: true, detail: `${detail}; no admin is named`, fix };
}

/** The one that gives the app a token. @throws ChatError of the first */
async function findCloud(options: TeamsOptions, appToken: AppToken): Promise<TeamsCloud> {
  let first: unknown;
  for (const cloud of teamsClouds(options)) {
    try {
      await appToken(cloud.connectorScope);
      return cloud;
    } catch (error) {
      first ??= error;
    }
  }
  throw first;
}

async function examineKeys({ metadataUrl }: TeamsCloud): Promise<ExaminedApp | undefined> {
  try {
    await fetchKeys(metadataUrl);
    return undefined;
  } catch {
    const { host } = new URL(metadataUrl);
    const detail = `the keys that Teams signs with cannot be had at ${host}, so nothing that it sends is taken`;
    return { ok: false, detail, fix: "let this machine reach it" };
  }
}

const rolesSchema = z.object({ roles: z.array(z.string()).default([]) });

async function lackingRoles(appToken: AppToken, tenantId: string): Promise<string[]> {
  const [, claims = ""] = (await appToken(GRAPH_SCOPE, tenantId)).split(".");
  const { roles } = rolesSchema.parse(JSON.parse(String(Buffer.from(claims, "base64url"))));
  return [...GRAPH_ROLES]
    .filter(([role, wider]) => ![role, ...wider].some((one) => roles.includes(one)))
    .map(([role]) => role);
}

function failed(error: unknown, { pretendUrl }: TeamsOptions): ExaminedApp {
  const detail = error instanceof Error ? error.message : String(error);
  const isAway = error instanceof ChatError && error.code === "unavailable";
  if (!isAway) return { ok: false, detail, fix: "correct it in Entra or in the environment" };
  const fix =
    pretendUrl === undefined
      ? "let this machine reach it; for a pretend Teams, set FOOTNOTE_TEAMS_PRETEND_URL"
      : "start the pretend Teams there, or unset FOOTNOTE_TEAMS_PRETEND_URL for the real one";
  return { ok: false, detail, fix };
}
