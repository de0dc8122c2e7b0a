import type { Commander } from "../../chat/admin-reply.ts";
import type { AdminCommand, AdminDeps } from "../admin-command.ts";
import { nameOr } from "../describe/describe-who-may.ts";
import { feedbackCommand } from "../reports/feedback-command.ts";
import { gapsCommand } from "../reports/gaps-command.ts";
import { verifiedCommand } from "../reports/verified-command.ts";

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
    name: "verified",
    usage: "[list|accept|reject|remove|add …]",
    summary: "answers that people stand for: the review queue, and what is decided about it",
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
