import { expect, test } from "vitest";
import { composeDigest } from "../../../src/administration/digest/compose-digest.ts";
import { describeDigest } from "../../../src/administration/digest/describe-digest.ts";
import { recordVote } from "../../../src/feedback/record-vote.ts";
import {
  BONUS,
  FINANCE,
  LEAVE,
  MEMBER,
  openVerifiedWorld,
  PAGES,
} from "../../feedback/verified/verified-world.ts";

test("a digest tells what was disliked, what waits and what expired, in words only what is for all", async () => {
  const { app, ask, verify, sync } = await openVerifiedWorld();
  await verify({ question: "How long is leave?", documents: [LEAVE] });
  const secret = "How large is the bonus?";
  await verify({ question: secret, documents: [BONUS], audience: FINANCE });
  await sync({
    ...PAGES,
    "leave.md": PAGES["leave.md"].replace("28", "30"),
    "bonus.md": "# Bonus\n\nNone.",
  });
  const vote = { voter: "slack:T1:U1", vote: "down", byMember: true } as const;
  for (const [question, correction] of [
    ["How many days of annual leave does an employee get?", "It is 31."],
    ["When do unused days expire?", undefined],
  ] as const) {
    const { id } = await ask(question, MEMBER);
    await recordVote({ ...vote, answerId: id, correction }, app.storage, Date.now());
  }
  const digest = await composeDigest(app);
  expect(digest.review).toEqual({ waiting: 0, expired: 2, disliked: 1, corrected: 1 });
  expect(digest.expired).toMatchObject([
    { question: "How long is leave?", because: expect.stringContaining("has changed") },
  ]);
  expect(digest.disliked.map(({ source }) => source)).toEqual(["handbook", "handbook"]);
  const shown = JSON.stringify(describeDigest(digest));
  expect(shown).toContain("0 answers waiting for review, 2 expired, 1 corrected, 1 disliked");
  expect(shown).toContain("How long is leave?");
  expect(shown).not.toContain(secret);
  // It stands once, among the gaps; of those whose week is over nothing is told.
  expect(shown.split("When do unused days expire?")).toHaveLength(2);
  const later = { ...app, now: () => Date.now() + 8 * 86_400_000 };
  expect(await composeDigest(later)).toMatchObject({ expired: [], disliked: [] });
}, 30_000);
