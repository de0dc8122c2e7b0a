export interface Phase {
  perSecond: number;
  questions: number;
}

export interface LoadPlan {
  /** Of Slack, each with its own limits. */
  workspaces: number;
  warmUp: Phase;
  /** How fast questions are acknowledged, while they pile up. */
  rush: Phase;
  /** How they are answered at a rate that is to be kept up. */
  steady: Phase;
  /** What Footnote is told beside who it is connected with. */
  environment: Record<string, string>;
}

/** The most that anybody may ask of this machine by a slip of the finger. */
const MOST_QUESTIONS = 20_000;

export function planLoad(given: {
  ask?: string | undefined;
  answer?: string | undefined;
  seconds?: string | undefined;
  workspaces?: string | undefined;
  workers?: string | undefined;
}): LoadPlan {
  const number = (name: keyof typeof given, usual: number, most: number) => {
    const value = Number(given[name] ?? usual);
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    throw new Error(`--${name} ${given[name]} is no whole number from 1 to ${most}.`);
  };
  const [ask, answer] = [number("ask", 50, 1_000), number("answer", 22, 1_000)];
  const seconds = number("seconds", 30, 3_600);
  const workers = String(number("workers", 64, 200));
  const plan: LoadPlan = {
    workspaces: number("workspaces", 30, 500),
    warmUp: { perSecond: 5, questions: 30 },
    rush: { perSecond: ask, questions: Math.ceil((ask * seconds) / 2) },
    steady: { perSecond: answer, questions: answer * seconds },
    environment: {
      FOOTNOTE_WORKERS: workers,
      FOOTNOTE_MODEL_CONCURRENCY: workers,
      FOOTNOTE_DRAIN_TIMEOUT_MS: "1000",
      // A few people ask here what thousands would; what one of them may is not what is measured.
      FOOTNOTE_MAX_PENDING: "100000",
      FOOTNOTE_MAX_PENDING_PER_ASKER: "100000",
      FOOTNOTE_QUESTIONS_PER_USER_PER_HOUR: "100000",
      FOOTNOTE_QUESTIONS_PER_WORKSPACE_PER_HOUR: "1000000",
      FOOTNOTE_WEB_REQUESTS_PER_MINUTE: "100000",
    },
  };
  const all = plan.rush.questions + plan.steady.questions;
  if (all > MOST_QUESTIONS)
    throw new Error(`That would be ${all} questions; ${MOST_QUESTIONS} are the most.`);
  return plan;
}
