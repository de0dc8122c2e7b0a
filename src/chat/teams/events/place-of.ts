import type { TeamsConversation } from "../../../storage/ports/teams-storage.ts";
import { teamsId, teamsWorkspaceId } from "../teams-ids.ts";
import type { TeamsAccount, TeamsActivity } from "./teams-activity.ts";

/** Where an activity happened, and who did it. */
export interface ActivityPlace {
  tenantId: string;
  workspaceId: string;
  roomId: string;
  /** Without `;messageid=`. */
  conversationId: string;
  kind: TeamsConversation["kind"];
  /** The activity that its thread began with, where it says so: in channels alone. */
  rootId: string | undefined;
  /** `teams:<tenant>:<person>` */
  by: string;
  /** Milliseconds UTC, by the clock of Teams. */
  at: number;
}

/** The playground has no tenant; all others name theirs. */
const NO_TENANT = "playground";

/** Undefined for an activity of nowhere: no tenant is named. */
export function placeOf(
  activity: TeamsActivity,
  { isPlayground, now }: { isPlayground: boolean; now: number },
): ActivityPlace | undefined {
  const { conversation, channelData, from } = activity;
  const tenantId =
    conversation.tenantId ?? channelData.tenant?.id ?? (isPlayground ? NO_TENANT : undefined);
  if (tenantId === undefined) return undefined;
  const [conversationId = "", ...rest] = conversation.id.split(";");
  if (conversationId === "") return undefined;
  const root = rest.find((part) => part.startsWith("messageid="))?.slice("messageid=".length);
  const kind = kindOf(activity, conversationId);
  return {
    tenantId,
    workspaceId: teamsWorkspaceId(tenantId),
    roomId: teamsId(tenantId, conversationId),
    conversationId,
    kind,
    rootId: kind === "channel" ? root || undefined : undefined,
    by: personId(tenantId, from),
    at: timeOf(activity.timestamp) ?? now,
  };
}

export function personId(tenantId: string, { id, aadObjectId }: TeamsAccount): string {
  return teamsId(tenantId, aadObjectId ?? id);
}

/** When a message was sent: ids of messages count milliseconds, and stay through edits. */
export function sentAtOf(activityId: string, at: number): number {
  const counted = /^1\d{12}$/.test(activityId) ? Number(activityId) : undefined;
  return counted !== undefined && counted <= at ? counted : at;
}

function kindOf(
  { conversation, channelData }: TeamsActivity,
  conversationId: string,
): ActivityPlace["kind"] {
  const { conversationType, isGroup } = conversation;
  if (conversationType === "personal") return "personal";
  if (conversationType === "channel" || channelData.team?.id !== undefined) return "channel";
  if (conversationType === undefined && conversationId.startsWith("a:") && isGroup !== true) {
    return "personal";
  }
  // Among others where it is not said: then nobody is taken to be alone.
  return "group";
}

function timeOf(timestamp: string | undefined): number | undefined {
  const at = timestamp === undefined ? Number.NaN : Date.parse(timestamp);
  return Number.isFinite(at) ? at : undefined;
}
