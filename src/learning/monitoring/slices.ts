import { DAY_MS } from "../../feedback/reports/report-period.ts";
import type { AskedQuestion } from "./asked-question.ts";
import { type Quality, qualityOf } from "./quality.ts";

export interface DayQuality extends Quality {
  /** `YYYY-MM-DD`, UTC. */
  day: string;
}

/** Part of the questions: those of one channel, that one version or writer answered, or whose answers cite one source. */
export interface Slice extends Quality {
  name: string;
  /** Those with questions, oldest first. */
  days: DayQuality[];
}

/** Fewer people than these are not told apart where others do not hear them. */
const LEAST_PEOPLE = 3;
const FEW = `private places of fewer than ${LEAST_PEOPLE} people`;
const AS_IT_COMES = "as Footnote comes";

/** Every day of the period, also those without questions. */
export function byDay(
  questions: readonly AskedQuestion[],
  since: number,
  until: number,
): DayQuality[] {
  const days = Map.groupBy(questions, ({ askedAt }) => dayOf(askedAt));
  const all: DayQuality[] = [];
  for (let at = since; at < until; at += DAY_MS) {
    const day = dayOf(at);
    all.push({ day, ...qualityOf(days.get(day) ?? []) });
  }
  return all;
}

export function byChannel(questions: readonly AskedQuestion[]): Slice[] {
  const people = Map.groupBy(questions, ({ channel }) => channel);
  const isFew = ({ channel, isPrivate }: AskedQuestion) => {
    const inside = people.get(channel) ?? [];
    return isPrivate && new Set(inside.map(({ askedBy }) => askedBy)).size < LEAST_PEOPLE;
  };
  const few = new Set(questions.filter(isFew).map(({ channel }) => channel));
  return slicesBy(questions, ({ channel }) => [few.has(channel) ? FEW : channel]);
}

export function byVersion(questions: readonly AskedQuestion[]): Slice[] {
  return slicesBy(questions, ({ version }) => [version ?? AS_IT_COMES]);
}

/** Who writes has no hand in what nobody had to write: questions without an answer are no one's. */
export function byWriter(questions: readonly AskedQuestion[]): Slice[] {
  return slicesBy(questions, ({ writer }) => (writer === undefined ? [] : [writer]));
}

export function bySource(questions: readonly AskedQuestion[]): Slice[] {
  return slicesBy(
    questions,
    ({ cited }) => [...new Set(cited.map(({ source }) => source))],
    ofSource,
  );
}

/** Another source that the same answer cites says nothing of this one. */
function ofSource(question: AskedQuestion, name: string): AskedQuestion {
  return { ...question, opened: question.opened?.filter((source) => source === name) };
}

/** Most questions first. */
function slicesBy(
  questions: readonly AskedQuestion[],
  namesOf: (question: AskedQuestion) => string[],
  as = (question: AskedQuestion, _name: string) => question,
): Slice[] {
  const groups = new Map<string, AskedQuestion[]>();
  for (const question of questions) {
    for (const name of namesOf(question)) {
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [as(question, name)]);
      else group.push(as(question, name));
    }
  }
  return [...groups]
    .map(([name, members]) => ({ name, ...qualityOf(members), days: daysOf(members) }))
    .sort((a, b) => b.questions - a.questions || (a.name < b.name ? -1 : 1));
}

function daysOf(questions: readonly AskedQuestion[]): DayQuality[] {
  return [...Map.groupBy(questions, ({ askedAt }) => dayOf(askedAt))]
    .map(([day, asked]) => ({ day, ...qualityOf(asked) }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
