import type { Commander } from "../../chat/admin-reply.ts";
import type { AdminCommand, AdminDeps } from "../admin-command.ts";
import { nameOr } from "../describe/describe-who-may.ts";
import { feedbackCommand } from "../reports/feedback-command.ts";
import { gapsCommand } from "../reports/gaps-command.ts";
import { verifiedCommand } from "../reports/verified-command.ts";
import { decideByCommand, listReview } from "../review/review-command.ts";

/** What people ask, what they think of the answers, and the answers that people stand for. */
export const reportCommands: readonly AdminCommand[] = [
  {
    name: "gaps",
    usage: "[--days <n>]",
    summary: "what people ask and nothing answers",
    needsAdmin: true,
    takes: [0, 2],
    run: gapsCommand,
  },
  {
    name: "feedback",
    usage: "[--days <n>]",
    summary: "how answers were received",
    needsAdmin: true,
    takes: [0, 2],
    run: feedbackCommand,
  },
  {
    name: "review",
    usage: "",
    summary: "what waits for a decision: corrected, disliked, proposed and expired answers",
    needsAdmin: true,
    takes: [0, 0],
    run: (_, commander, deps) => listReview(commander, deps),
  },
  ...(["accept", "reject", "correct"] as const).map(
    (verb): AdminCommand => ({
      name: `review ${verb}`,
      usage: "<id> <version>",
      summary: "decide about something that waits",
      needsAdmin: true,
      isUnlisted: true,
      takes: [2, 2],
      run: (words, commander, deps) => decideByCommand(verb, words, commander, deps),
    }),
  ),
  {
    name: "verified",
    usage: "[list|accept|reject|remove|add …]",
    summary: "answers that people stand for, in any state, by their ids; what waits is in review",
    needsAdmin: true,
    takes: [0, 3],
    textAfter: 2,
    run: (words: string[], commander: Commander, deps: AdminDeps) =>
      verifiedCommand(words, commander, {
        ...deps,
        index: deps.administering.index,
        nameOf: (person) => nameOr(person, deps),
      }),
  },
];
