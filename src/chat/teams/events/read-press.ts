import { z } from "zod";
import { type VoteReason, voteReasons } from "../../chat-platform.ts";
import { teamsInputs, teamsVerbs } from "../actions.ts";
import type { TeamsActivity } from "./teams-activity.ts";

/** What somebody pressed below an answer, as far as it can be read; who may is asked elsewhere. */
export type Press =
  | {
      type: "vote";
      answerId: string;
      vote: "up" | "down" | "withdrawn";
      citation: number;
      reason: VoteReason | undefined;
      correction: string | undefined;
    }
  | { type: "ask-privately"; answerId: string }
  | { type: "share"; answerId: string }
  | { type: "choose"; answerId: string; choice: number }
  | { type: "ask-expert"; answerId: string }
  | { type: "command"; command: string };

const MOST_COMMAND = 4_000;
const MOST_CORRECTION = 4_000;
const id = z.string().min(1).max(2_000);
const words = z.string().optional().catch(undefined);

const cardAction = z.object({
  action: z.object({ verb: z.string(), data: z.unknown().optional() }),
});
const ofAnswer = z.object({ answerId: id });
const choice = ofAnswer.extend({ choice: z.coerce.number().int().min(0).max(9) });
const command = z.object({ command: z.string() });
const vote = ofAnswer.extend({
  vote: z.enum(["up", "down", "withdrawn"]),
  [teamsInputs.citation]: z.coerce.number().int().min(0).max(9_999).catch(0),
});

/** Undefined for what no button of an answer or a reply carries. */
export function readPress({ value }: TeamsActivity): Press | undefined {
  const { verb, data } = cardAction.safeParse(value).data?.action ?? {};
  switch (verb) {
    case teamsVerbs.vote: {
      const read = vote.safeParse(data).data;
      return read && { type: "vote", ...read, reason: undefined, correction: undefined };
    }
    case teamsVerbs.askPrivately:
      return withType("ask-privately", ofAnswer.safeParse(data).data);
    case teamsVerbs.askExpert:
      return withType("ask-expert", ofAnswer.safeParse(data).data);
    case teamsVerbs.share:
      return withType("share", ofAnswer.safeParse(data).data);
    case teamsVerbs.choose:
      return withType("choose", choice.safeParse(data).data);
    case teamsVerbs.command: {
      const read = command.safeParse(data).data;
      return read && { type: "command", command: read.command.slice(0, MOST_COMMAND) };
    }
    default:
      return undefined;
  }
}

function withType<Type extends string, Data>(type: Type, data: Data | undefined) {
  return data && { type, ...data };
}

type Vote = Omit<Extract<Press, { type: "vote" }>, "answerId">;

function against(why: { reason?: string | undefined; correction?: string | undefined }): Vote {
  return {
    type: "vote",
    vote: "down",
    citation: 0,
    reason: voteReasons.find((known) => known === why.reason),
    correction: why.correction?.trim().slice(0, MOST_CORRECTION) || undefined,
  };
}

const submitted = z.object({
  actionName: z.literal("feedback"),
  actionValue: z.object({
    reaction: z.enum(["like", "dislike"]),
    feedback: z.unknown().optional(),
  }),
});

const fields = z.object({
  feedbackText: words,
  [teamsInputs.reason]: words,
  [teamsInputs.correction]: words,
});

/**
 * What somebody said with the thumbs that Teams shows below an answer: in its own form, plain or as
 * JSON, or in one of Footnote's. Undefined for what else is submitted.
 */
export function readFeedback({ value }: Pick<TeamsActivity, "value">): Vote | undefined {
  const read = submitted.safeParse(value).data?.actionValue;
  if (read === undefined) return undefined;
  const nothing = { reason: undefined, correction: undefined };
  if (read.reaction === "like") return { type: "vote", vote: "up", citation: 0, ...nothing };
  const said = fieldsOf(read.feedback);
  const vote = against({ ...said, correction: said.correction?.trim() || said.feedbackText });
  const isOther = vote.reason === undefined && vote.correction !== undefined;
  return isOther ? { ...vote, reason: "other" } : vote;
}

function fieldsOf(feedback: unknown): z.infer<typeof fields> {
  if (typeof feedback !== "string") return fields.safeParse(feedback).data ?? {};
  try {
    const read = fields.safeParse(JSON.parse(feedback)).data;
    if (read !== undefined) return read;
  } catch {
    // It is what they wrote.
  }
  return { feedbackText: feedback };
}
