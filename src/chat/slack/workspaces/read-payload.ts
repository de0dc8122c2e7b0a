import { z } from "zod";
import { namedIn } from "../events/plain-text.ts";

const id = z.string().optional().catch(undefined);
const text = z.object({ text: z.string().optional() }).optional().catch(undefined);

/** Of an event, a click, a modal or a command: what says which workspace it is for. */
const payload = z.object({
  team_id: id,
  authorizations: z
    .array(z.object({ team_id: id }))
    .optional()
    .catch(undefined),
  is_ext_shared_channel: z.boolean().optional().catch(undefined),
  event_time: z.number().optional().catch(undefined),
  event: z
    .object({ type: id, text: id, message: text, previous_message: text })
    .optional()
    .catch(undefined),
  team: z.object({ id }).nullish().catch(undefined),
  message: z.object({ team: id }).optional().catch(undefined),
  view: z.object({ app_installed_team_id: id }).optional().catch(undefined),
});

export interface PayloadTarget {
  isEvent: boolean;
  /** Workspaces that it may be for, the likeliest first. */
  teamIds: string[];
  /** Whom a message in a channel of several workspaces names. */
  named: string[];
  /** The app is gone from the workspace, or says so; and when that was, in milliseconds. */
  gone: { type: "app_uninstalled" | "tokens_revoked"; at: number } | undefined;
}

/**
 * Whoever acts may be of another workspace than the one that has what they act upon; an event of a
 * shared channel may name another one as its team.
 */
export function readPayload(body: unknown): PayloadTarget {
  const read = payload.safeParse(body).data ?? {};
  const { authorizations = [], event, event_time = 0 } = read;
  const granted = authorizations.map(({ team_id }) => team_id);
  const teams =
    event === undefined
      ? [read.view?.app_installed_team_id, read.message?.team, read.team?.id, read.team_id]
      : [...granted, ...(granted.length === 0 ? [read.team_id] : [])];
  const words = [event?.text, event?.message?.text, event?.previous_message?.text];
  const isGone = event?.type === "app_uninstalled" || event?.type === "tokens_revoked";
  return {
    isEvent: event !== undefined,
    teamIds: [...new Set(teams.filter((team) => team !== undefined))],
    named: read.is_ext_shared_channel === true ? namedIn(words.join("\n")).people : [],
    gone: isGone ? { type: event.type as "tokens_revoked", at: event_time * 1_000 } : undefined,
  };
}
