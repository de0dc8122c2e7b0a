import type { Arm } from "./assign-arm.ts";

export interface ArmVote {
  arm: Arm;
  liked: boolean;
  /** Votes of one thread say much the same: only its first counts. */
  threadId: string;
}

export interface LikesComparison {
  /** Once there is a winner, later votes do not take it back. */
  verdict: Arm | "undecided";
  /** Evidence that this arm is liked more than the other: twenty times what chance would bring is enough. */
  eValues: Record<Arm, number>;
  /** What was counted, also after the verdict. */
  counts: Record<Arm, { votes: number; likes: number }>;
}

export interface LikesTest {
  add(vote: ArmVote): void;
  read(): LikesComparison;
}

/** By Ville's inequality an arm that is not better reaches this with a probability of at most 1/20, ever. */
const ENOUGH = 20;
/** Votes that follow each other: long enough to lose little, short enough that nothing else changes within. */
const BLOCK_VOTES = 10;
/** A like and a dislike that nobody gave, for each arm, so that no bet is on certainty. */
const PRIOR = 1;

type Tally = Record<Arm, { votes: number; likes: number }>;

const ARMS: readonly Arm[] = ["champion", "challenger"];
const emptyTally = (): Tally => ({
  champion: { votes: 0, likes: 0 },
  challenger: { votes: 0, likes: 0 },
});

/** Compares votes in the order in which they were given. */
export function compareLikes(votes: Iterable<ArmVote>): LikesComparison {
  const test = createLikesTest();
  for (const vote of votes) test.add(vote);
  return test.read();
}

/**
 * A test of which arm is liked more that may be looked at after each vote: two e-processes of
 * successive blocks of votes (Turner, Ly and Grünwald 2024, "Generic E-variables for exact sequential
 * k-sample tests"), one for each direction; docs/learning/experiments.md says why it holds.
 */
export function createLikesTest(): LikesTest {
  const threads = new Set<string>();
  const counts = emptyTally();
  const past = emptyTally();
  const eValues = { champion: 1, challenger: 1 };
  let block = emptyTally();
  let verdict: Arm | undefined;

  const closeBlock = () => {
    for (const arm of ARMS) if (verdict === undefined) eValues[arm] *= payoff(arm, past, block);
    addTo(past, block);
    block = emptyTally();
    verdict ??= ARMS.find((arm) => eValues[arm] >= ENOUGH);
  };
  return {
    add({ arm, liked, threadId }) {
      if (threads.has(threadId)) return;
      threads.add(threadId);
      for (const tally of [counts, block]) {
        tally[arm].votes += 1;
        tally[arm].likes += liked ? 1 : 0;
      }
      if (isWhole(block)) closeBlock();
    },
    read: () => ({
      verdict: verdict ?? "undecided",
      eValues: { ...eValues },
      counts: { champion: { ...counts.champion }, challenger: { ...counts.challenger } },
    }),
  };
}

/** Only the arms of its votes decide when a block ends, never whether they were likes. */
function isWhole({ champion, challenger }: Tally): boolean {
  const least = Math.min(champion.votes, challenger.votes);
  return least > 0 && champion.votes + challenger.votes >= BLOCK_VOTES;
}

/** What a bet on `better`, made from the blocks before, brings in this one: 1 on average or less where it is not better. */
function payoff(better: Arm, past: Tally, block: Tally): number {
  const rates = { champion: likeRate(past.champion), challenger: likeRate(past.challenger) };
  const other = better === "champion" ? "challenger" : "champion";
  if (rates[better] <= rates[other]) return 1;
  const votes = block.champion.votes + block.challenger.votes;
  const common =
    (rates.champion * block.champion.votes + rates.challenger * block.challenger.votes) / votes;
  return ARMS.reduce((product, arm) => {
    const { likes, votes } = block[arm];
    const [p, q] = [rates[arm] / common, (1 - rates[arm]) / (1 - common)];
    return product * p ** likes * q ** (votes - likes);
  }, 1);
}

function likeRate({ votes, likes }: { votes: number; likes: number }): number {
  return (likes + PRIOR) / (votes + 2 * PRIOR);
}

function addTo(tally: Tally, more: Tally): void {
  for (const arm of ARMS) {
    tally[arm].votes += more[arm].votes;
    tally[arm].likes += more[arm].likes;
  }
}
