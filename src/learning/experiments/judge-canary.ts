import { average } from "../../evaluation/ranking-metrics.ts";
import type { Arm } from "./assign-arm.ts";

/** What one arm did since the canary's share was last changed. */
export interface ArmCounts {
  answers: number;
  /** Answers that ended with an error; `countArm` counts at most one of a thread. */
  failed: number;
  /** Answers that took longer than a limit set before the canary: than nineteen in twenty of the champion's. */
  slow: number;
  votes: number;
  dislikes: number;
}

export interface CanaryVerdict {
  verdict: "roll-back" | "go-on" | "enough";
  /** A sentence for people. */
  why: string;
  /** Evidence for each reason to roll back; one of them above `ENOUGH_EVIDENCE` is enough. */
  eValues: Record<Reason, number>;
}

export interface CanaryOptions {
  /** Answers of the challenger after which a canary without complaint may end. */
  enoughAnswers?: number;
}

interface Check {
  events: (counts: ArmCounts) => number;
  of: (counts: ArmCounts) => number;
  /** How many times as often as the champion's is still borne. */
  borne: number;
  bets: readonly Bet[];
  say: string;
}

/** That events are so many times as frequent as what is borne, and what are none so many times as frequent. */
interface Bet {
  events: number;
  others: number;
}

/** Of a broken challenger; what fails rarely says nothing by not failing. */
const RARE: readonly Bet[] = [1.5, 2, 3, 5, 10, 20, 50].map((events) => ({ events, others: 1 }));
/** Of votes a third or so are dislikes, so that fewer likes say as much. */
const COMMON: readonly Bet[] = [
  { events: 1.5, others: 0.8 },
  { events: 2, others: 0.5 },
  { events: 3, others: 0.3 },
  { events: 3, others: 0.1 },
];

const CHECKS = {
  errors: {
    events: ({ failed }) => failed,
    of: ({ answers }) => answers,
    borne: 1.25,
    bets: RARE,
    say: "answers failed",
  },
  latency: {
    events: ({ slow }) => slow,
    of: ({ answers }) => answers,
    borne: 2,
    bets: RARE,
    say: "answers were slow",
  },
  dislikes: {
    events: ({ dislikes }) => dislikes,
    of: ({ votes }) => votes,
    borne: 1,
    bets: COMMON,
    say: "votes were dislikes",
  },
} satisfies Record<string, Check>;

export type Reason = keyof typeof CHECKS;

const REASONS = Object.keys(CHECKS) as Reason[];
/** One canary in twenty that is as good as the champion is rolled back at most: each of three reasons has a third of that. */
const ENOUGH_EVIDENCE = 20 * REASONS.length;
const ENOUGH_ANSWERS = 300;

/**
 * Whether a challenger on a small share of threads is to be rolled back; may be asked after each answer.
 * An event of either arm is the challenger's with the probability of its share where it is no worse: the
 * evidence is a mixture of bets that it is more often (Lindon and Malek 2022, "Anytime-valid inference for
 * multinomial count data"). Ten events of one arm say much, whatever the rate is; none says nothing.
 */
export function judgeCanary(
  counts: Record<Arm, ArmCounts>,
  { enoughAnswers = ENOUGH_ANSWERS }: CanaryOptions = {},
): CanaryVerdict {
  const eValues = Object.fromEntries(
    REASONS.map((reason) => [reason, evidence(CHECKS[reason], counts)]),
  ) as Record<Reason, number>;
  const reason = REASONS.find((one) => eValues[one] >= ENOUGH_EVIDENCE);
  if (reason !== undefined) {
    return { verdict: "roll-back", why: complain(CHECKS[reason], counts), eValues };
  }
  const { answers } = counts.challenger;
  const seen = `the challenger gave ${answers} of ${enoughAnswers} answers without being worse`;
  return answers >= enoughAnswers
    ? { verdict: "enough", why: `Enough was seen: ${seen}.`, eValues }
    : { verdict: "go-on", why: `More is needed: ${seen}.`, eValues };
}

function evidence(check: Check, { champion, challenger }: Record<Arm, ArmCounts>): number {
  const [calm, tried] = [check.of(champion), check.of(challenger)];
  if (calm === 0 || tried === 0) return 1;
  const [theirs, own] = [check.events(champion), check.events(challenger)];
  const share = (ratio: number) => (tried * ratio) / (tried * ratio + calm);
  const gain = (bet: number, atMost: number, won: number, lost: number) =>
    won * Math.log(bet / atMost) + lost * Math.log((1 - bet) / (1 - atMost));
  const payoffs = check.bets.map(({ events, others }) =>
    Math.exp(
      gain(share(check.borne * events), share(check.borne), own, theirs) +
        gain(share(others), share(1), tried - own, calm - theirs),
    ),
  );
  return average(payoffs);
}

function complain(check: Check, { champion, challenger }: Record<Arm, ArmCounts>): string {
  const tell = (counts: ArmCounts) => `${check.events(counts)} of ${check.of(counts)}`;
  return `The challenger is rolled back: ${tell(challenger)} of its ${check.say}, ${tell(champion)} of the champion's.`;
}
