import type { Command } from "commander";
import { type VoteReason, voteReasons } from "../../chat/chat-platform.ts";
import { recordVote } from "../../feedback/record-vote.ts";
import { parseCount, printJson, printLine, UsageError, withApp } from "./command-context.ts";

interface VoteOptions {
  reason?: VoteReason;
  correction?: string;
  citation?: number;
  json?: boolean;
}

export function addVoteCommand(program: Command): void {
  program
    .command("vote")
    .description("say whether an answer helped")
    .argument("<answerId>", "the answer's id")
    .argument("<vote>", "up, down, or withdrawn to take a vote back", parseVote)
    .option("--reason <reason>", voteReasons.join(", "), parseReason)
    .option("--correction <text>", "what the answer should have said")
    .option("--citation <n>", "vote on citation [n] alone", parseCount)
    .option("--json", "print JSON")
    .action(vote);
}

function parseVote(value: string): "up" | "down" | "withdrawn" {
  if (value === "up" || value === "down" || value === "withdrawn") return value;
  throw new UsageError(`"${value}" is not a vote: use up, down or withdrawn.`);
}

function parseReason(value: string): VoteReason {
  const reason = voteReasons.find(
    (known) => known === value.trim().toLowerCase().replace(/[ _]+/g, "-"),
  );
  if (reason !== undefined) return reason;
  throw new UsageError(`"${value}" is not a reason: use ${voteReasons.join(", ")}.`);
}

async function vote(
  answerId: string,
  vote: "up" | "down" | "withdrawn",
  { json, ...options }: VoteOptions,
): Promise<void> {
  await withApp((app) =>
    recordVote(
      { ...options, answerId, voter: "cli", vote, byMember: true },
      app.storage,
      app.now(),
    ),
  );
  if (json) printJson({ answerId, vote, ...options });
  else printLine(vote === "withdrawn" ? "The vote is taken back." : "Thank you, the vote is kept.");
}
