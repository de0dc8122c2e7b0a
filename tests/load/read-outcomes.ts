import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

export interface AskedQuestion {
  room: number;
  surface: string;
  outcome: string | undefined;
  askedAt: number;
  finishedAt: number;
  /** From the start of answering to its end. */
  answeringMs: number;
}

const PAUSE_MS = 500;
const MOST_WAIT_MS = 300_000;
/** What was not kept by then, a vendor may bring again in a minute; nobody waits for that here. */
const QUIET_MS = 10_000;
const ROWS =
  "select question, surface, outcome, asked_at, finished_at, answer ->> '$.timingsMs.total' as total from answers";

/** What became of the questions about these rooms, once each has its outcome, or nothing comes any more. */
export async function readOutcomes(
  dataDir: string,
  { from, count }: { from: number; count: number },
): Promise<AskedQuestion[]> {
  const giveUpAt = Date.now() + MOST_WAIT_MS;
  let [known, knownAt] = [0, Date.now()];
  for (;;) {
    const all = readAll(dataDir).filter(({ room }) => room >= from && room < from + count);
    const finished = all.filter(({ outcome }) => outcome !== undefined).length;
    if (finished > known) [known, knownAt] = [finished, Date.now()];
    const isQuiet = finished === all.length && Date.now() - knownAt > QUIET_MS;
    if (finished >= count || isQuiet || Date.now() > giveUpAt) return all;
    await sleep(PAUSE_MS);
  }
}

function readAll(dataDir: string): AskedQuestion[] {
  const database = new DatabaseSync(join(dataDir, "state.sqlite"), { readOnly: true });
  try {
    return database
      .prepare(ROWS)
      .all()
      .map((row) => ({
        room: Number(/room (\d+)/.exec(String(row.question))?.[1]),
        surface: String(row.surface),
        outcome: row.outcome === null ? undefined : String(row.outcome),
        askedAt: Number(row.asked_at),
        finishedAt: Number(row.finished_at),
        answeringMs: Number(row.total),
      }));
  } finally {
    database.close();
  }
}
