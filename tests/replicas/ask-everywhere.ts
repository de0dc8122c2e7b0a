import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { SignInBrowser } from "../support/sign-in-browser.ts";
import type { World } from "./start-world.ts";

export const DOORS = ["web", "slack", "teams"] as const;
const TRY_AGAIN_MS = 500;

export function doorOf(n: number): (typeof DOORS)[number] {
  return DOORS[n % DOORS.length] ?? "web";
}

/** What a page saw of one question, from its first try to its end. */
export interface AskedOnWeb {
  n: number;
  /** Each that was ever acknowledged; the same one, however often it was sent. */
  answerIds: string[];
  /** How often it was sent. */
  sent: number;
  /** Of its stream, as it was once it had ended. */
  events: { id: number; type: string }[];
}

/** Asks about room `n` at its door; on the web it resolves when the page has seen the answer's end. */
export async function ask(
  { slack, teams, slackRooms, teamsRooms, people, browsers }: World,
  n: number,
): Promise<AskedOnWeb | undefined> {
  const text = `How many people does room ${n} seat?`;
  const turn = Math.floor(n / DOORS.length);
  const of = <T>(all: readonly T[]) => all[turn % all.length] as T;
  switch (doorOf(n)) {
    case "slack": {
      const { who, channel } = of(slackRooms);
      slack.people.mention(who, channel, text);
      return undefined;
    }
    case "teams":
      teams.people.mention(of(people), of(teamsRooms), text);
      return undefined;
    default:
      return askOnWeb(of(browsers), n, text);
  }
}

/** As the page does: sends it again under the same id until it is taken, and follows it until it ends. */
async function askOnWeb(browser: SignInBrowser, n: number, text: string): Promise<AskedOnWeb> {
  const [messageId, threadId] = [randomUUID(), randomUUID()];
  const seen: AskedOnWeb = { n, answerIds: [], sent: 0, events: [] };
  // Of some, the page never hears that they were taken.
  const wanted = n % 5 === 0 ? 2 : 1;
  while (seen.answerIds.length < wanted) {
    seen.sent += 1;
    const response = await browser
      .post("/api/questions", { messageId, threadId, text })
      .catch(() => undefined);
    if (response?.status === 202) seen.answerIds.push(await readId(response));
    else if (response !== undefined && response.status < 500)
      throw new Error(`${response.status} ${await response.text()}`);
    else await sleep(TRY_AGAIN_MS);
  }
  while (!seen.events.some(({ type }) => type === "finished")) {
    const path = `/api/answers/${seen.answerIds[0]}/events`;
    const stream = await browser
      .fetch(path)
      .then((response) => response.text())
      .catch(() => "");
    seen.events = [...stream.matchAll(/^id: (\d+)\n(?:.*\n)*?data: (.*)$/gm)].map(
      ([, id, data]) => ({ id: Number(id), type: JSON.parse(data ?? "{}").type }),
    );
    await sleep(TRY_AGAIN_MS);
  }
  return seen;
}

async function readId(taken: Response): Promise<string> {
  const { answerId } = (await taken.json()) as { answerId: string };
  return answerId;
}
