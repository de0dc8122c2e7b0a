import type { DataKind } from "../data-kind.ts";
import { olderBy } from "../expiry.ts";
import { eb } from "../held-by.ts";
import { ERASED, theirs } from "../part.ts";
import { forThemAlone, shownName } from "./verified-names.ts";

const UNFINISHED = eb("status", "in", ["waiting", "rejected"]);

/** Answers that people stand for, what was to become one, and what was decided about either. */
export const verifiedKinds: readonly DataKind[] = [
  {
    name: "proposals",
    tables: ["verifiedAnswers"],
    what: "what was proposed as a verified answer, and waits or was rejected",
    whose: "whoever proposed it",
    until: { kept: "proposals" },
    erased: "removed",
    held: [theirs("verifiedAnswers", { createdBy: "id" }, { only: () => UNFINISHED })],
    expires: [olderBy("verifiedAnswers", "id", "changedAt", { only: UNFINISHED })],
  },
  {
    name: "verified answers",
    tables: ["verifiedAnswers"],
    what: "answers that people stand for, with the documents they rest on",
    whose: "the company; whoever wrote and approved them",
    until: "an admin removes them",
    erased: "their name removed, the text stays; one that was for them alone goes",
    held: [
      shownName,
      theirs("verifiedAnswers", { workspaceId: "place" }),
      theirs(
        "verifiedAnswers",
        { createdBy: "id" },
        { instead: { createdBy: ERASED, messageId: null } },
      ),
      theirs(
        "verifiedAnswers",
        { approvedBy: "id" },
        { instead: { approvedBy: ERASED, approvedName: null } },
      ),
      forThemAlone,
    ],
  },
  {
    name: "review decisions",
    tables: ["reviewDecisions"],
    what: "what reviewers decided about proposals and disliked answers, and who did",
    whose: "the reviewer",
    until: { kept: "votes" },
    erased: "their name removed; what was decided about their own answers goes",
    held: [
      theirs("reviewDecisions", { itemId: "answer" }),
      theirs(
        "reviewDecisions",
        { decidedBy: "id" },
        { instead: { decidedBy: ERASED, decidedName: null } },
      ),
    ],
    expires: [olderBy("reviewDecisions", "itemId", "decidedAt")],
  },
];
