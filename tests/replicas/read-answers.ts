import { execute } from "../storage/postgres/postgres-world.ts";
import { seatsOf } from "../support/ask-many-questions.ts";
import type { World } from "./start-world.ts";

export interface KeptAnswer {
  room: number;
  id: string;
  outcome: string | undefined;
  /** How often it names what it was asked for. */
  said: number;
  askedAt: number;
  finishedAt: number;
}

/** What Postgres holds of every question. */
export async function readAnswers({ postgres }: World): Promise<KeptAnswer[]> {
  const { rows } = await execute(
    postgres.url("postgres"),
    "select id, question, outcome, answer, asked_at, finished_at from answers",
  );
  return rows.map((row) => {
    const room = Number(/room (\d+)/.exec(row.question)?.[1]);
    const text = String(JSON.parse(row.answer ?? "{}").text ?? "");
    return {
      ...{ room, id: row.id, outcome: row.outcome ?? undefined },
      said: text.split(seatsOf(room)).length - 1,
      askedAt: Number(row.asked_at),
      finishedAt: Number(row.finished_at),
    };
  });
}

/** Jobs that are left, of whatever kind, dead ones among them; and replies that nobody has settled. */
export async function readLeftOver({ postgres }: World): Promise<unknown[]> {
  const url = postgres.url("postgres");
  const jobs = await execute(url, "select kind, key, state, attempts, error from jobs");
  const replies = await execute(
    url,
    "select answer_id, settled_as from room_replies where settled_as is distinct from 'delivered'",
  );
  return [...jobs.rows, ...replies.rows];
}

/** What the bot has posted in Slack, what is there now; a stream that was begun counts. */
export function shownInSlack(n: number, { slack }: World): string[] {
  return [...slack.world.channels.values()]
    .flatMap(({ messages }) => messages)
    .filter(({ botId }) => botId !== undefined)
    .map(({ text, blocks }) => JSON.stringify([text, blocks]))
    .filter((text) => text.includes(seatsOf(n)));
}

export function shownInTeams(n: number, { teams }: World): string[] {
  return [...teams.world.rooms.values()]
    .flatMap(({ messages }) => messages)
    .filter(({ from, isDeleted, stream }) => from === "bot" && !isDeleted && stream !== "running")
    .map(({ text }) => text)
    .filter((text) => text.includes(seatsOf(n)));
}
