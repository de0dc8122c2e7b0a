import { z } from "zod";

const count = (usual: number, description: string) =>
  z.coerce.number().int().min(1).max(10_000_000).default(usual).describe(description);

/** How often things may be done over time; the defaults are far above what people do. */
export const limitVariables = {
  FOOTNOTE_QUESTIONS_PER_USER_PER_HOUR: count(
    120,
    "Questions that one person (on the web: one browser) may ask in an hour before the outcome is `busy`; the command line has no such limit.",
  ),
  FOOTNOTE_QUESTIONS_PER_WORKSPACE_PER_HOUR: count(
    6_000,
    "Questions of one workspace (a Slack workspace, a Teams tenant, all of the web chat) in an hour before the outcome is `busy`.",
  ),
  FOOTNOTE_ACTIONS_PER_USER_PER_HOUR: count(
    600,
    "Commands and presses of buttons that one person may give in chats in an hour; further ones are refused.",
  ),
  FOOTNOTE_WEB_REQUESTS_PER_MINUTE: count(
    1_200,
    "Requests of one browser to the web chat in a minute before it is told to wait (429); one address may send five times as many.",
  ),
} as const;

export interface RateLimits {
  questionsPerUserPerHour: number;
  questionsPerWorkspacePerHour: number;
  actionsPerUserPerHour: number;
  webRequestsPerMinute: number;
}

export function pickLimits(values: Record<keyof typeof limitVariables, number>): RateLimits {
  return {
    questionsPerUserPerHour: values.FOOTNOTE_QUESTIONS_PER_USER_PER_HOUR,
    questionsPerWorkspacePerHour: values.FOOTNOTE_QUESTIONS_PER_WORKSPACE_PER_HOUR,
    actionsPerUserPerHour: values.FOOTNOTE_ACTIONS_PER_USER_PER_HOUR,
    webRequestsPerMinute: values.FOOTNOTE_WEB_REQUESTS_PER_MINUTE,
  };
}
