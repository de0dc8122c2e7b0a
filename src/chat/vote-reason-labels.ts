import type { VoteReason } from "./chat-platform.ts";

/** What people choose from when they say why they dislike an answer. */
export const voteReasonLabels: Record<VoteReason, string> = {
  wrong: "It is wrong",
  outdated: "It is outdated",
  incomplete: "Something is missing",
  "wrong-source": "It uses the wrong source",
  "should-not-have-seen": "I should not have seen this",
  other: "Something else",
};
