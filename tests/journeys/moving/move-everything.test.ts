import { expect, test } from "vitest";
import { readIndex } from "../read-index.ts";
import { type Asked, askMeanwhile } from "./ask-meanwhile.ts";
import { startMovingWorld } from "./moving-world.ts";
import { readIndexed, withStorage } from "./read-everything.ts";
import { booksOf, isHidden } from "./rooms.ts";

// `FOOTNOTE_TEST_PASSAGES=50000` is the long form: moves of the index are killed in their midst as well,
// after which Pinecone is told nothing until a lease of 20 s has run out.
const PASSAGES = Number(process.env.FOOTNOTE_TEST_PASSAGES ?? 600);
const OF_INDEX = { isKilled: PASSAGES >= 10_000 };

test("state to Postgres and index to Pinecone, and back, killed in their midst, while people ask", {
  timeout: 180_000 + PASSAGES * 60,
}, async ({ annotate }) => {
  const world = await startMovingWorld(PASSAGES);
  const { dataDir, shownTwice } = world;
  const inFile = { ...world, databaseUrl: undefined };
  const [before, listed] = [await readIndex(dataDir), await readIndexed(inFile)];
  expect(before.passages).toHaveLength(PASSAGES);
  await world.serve("sqlite");
  const stop = askMeanwhile(world.url, PASSAGES);

  const moved = [await world.moveState("postgres")];
  // What still runs on the state of before ends by itself.
  expect((await world.ended()).stderr).toContain("The state has moved from");
  await world.serve("postgres");
  moved.push(await world.moveIndex("pinecone", OF_INDEX));
  // Of keywords and of vectors; the last ones are told by whoever serves.
  await expect.poll(world.countRecords, { timeout: 60_000 }).toEqual([PASSAGES, PASSAGES]);
  expect(await world.stop()).toBe(0);
  expect(await readIndexed(world)).toEqual(listed);
  world.forgetIndexFile();
  await world.serve("postgres");
  moved.push(await world.moveIndex("sqlite", OF_INDEX));
  moved.push(await world.moveState("sqlite"));
  // Somebody may be quicker.
  await world.stop();
  await world.serve("sqlite");
  const asked = await stop();
  expect(await world.stop()).toBe(0);

  expect(await readIndexed(inFile)).toEqual(listed);
  expect(await readIndex(dataDir)).toEqual(before);
  expect(shownTwice).toEqual([]);
  expect(asked.map(said)).toEqual(asked.map(expected));
  await withStorage(inFile, async ({ database, audit }) => {
    const answers = await database.selectFrom("answers").select(["id", "outcome"]).execute();
    const kept = new Map(answers.map(({ id, outcome }) => [id, outcome]));
    expect(answers).toHaveLength(asked.length);
    for (const { answerId, answer } of asked) expect(kept.get(answerId)).toBe(answer.outcome);
    const votes = await database.selectFrom("votes").select(["answerId", "vote"]).execute();
    const voted = asked.filter(({ hasVote }) => hasVote).map(({ answerId }) => answerId);
    expect(votes.map(({ answerId }) => answerId).sort()).toEqual(voted.sort());
    expect(await database.selectFrom("jobs").selectAll().execute()).toEqual([]);
    expect(await audit.verify()).toBeUndefined();
  });
  await annotate(
    `${PASSAGES} passages, ${asked.length} questions meanwhile, the longest seen answered after ` +
      `${Math.round(Math.max(...asked.map(({ tookMs }) => tookMs)))} ms; ${JSON.stringify(moved)}`,
  );
});

/**
 * What an answer says and cites of the room that it was asked for. Where a restart or a busy machine kept
 * the model from it, its passage is quoted, perhaps beside others.
 */
function said({ room, answer: { outcome, text, citations } }: Asked) {
  const isQuoted = outcome === "degraded";
  return {
    room,
    times: text.split(booksOf(room)).length - 1,
    cited: isQuoted ? Math.min(citations.length, 1) : citations.length,
    outcome: isQuoted ? "answered" : outcome,
  };
}

function expected({ room }: Asked) {
  return isHidden(room)
    ? { room, times: 0, cited: 0, outcome: "not-found" }
    : { room, times: 1, cited: 1, outcome: "answered" };
}
