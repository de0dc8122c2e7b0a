/** What an id of a room, thread, message or person of Slack is made of. */
export interface SlackId {
  teamId: string;
  /** A channel, or a person (`U…`, `W…`). */
  objectId: string;
  /** Of a message or thread. */
  ts: string | undefined;
}

export const SLACK = "slack";

export function slackId(teamId: string, objectId: string, ts?: string): string {
  return [SLACK, teamId, objectId, ...(ts === undefined ? [] : [ts])].join(":");
}

export function slackWorkspaceId(teamId: string): string {
  return `${SLACK}:${teamId}`;
}

/** The workspace that an id of Slack's, or of one, belongs to. */
export function slackTeamOf(id: string): string | undefined {
  return /^slack:([A-Z0-9]+)(?::|$)/.exec(id)?.[1];
}

/** Takes an id apart; undefined where it is none of Slack's. What follows `~` is not Slack's. */
export function readSlackId(id: string): SlackId | undefined {
  const [, teamId, objectId, ts] =
    /^slack:([A-Z0-9]+):([A-Z0-9]+)(?::(\d+\.\d+))?(?:~.*)?$/.exec(id) ?? [];
  if (teamId === undefined || objectId === undefined) return undefined;
  return { teamId, objectId, ts };
}

/** Of a time stamp of Slack's, which counts seconds: whole milliseconds. */
export function slackTime(ts: string): number {
  return Math.round(Number(ts) * 1_000);
}
