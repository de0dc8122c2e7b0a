import { describe, expect, test } from "vitest";
import { startAdmin, textOf, told, until } from "../../chat/slack/commands/start-admin.ts";
import { findChannel } from "../../counterparts/slack/state/channels.ts";
import { findUser } from "../../counterparts/slack/state/users.ts";

type Started = Awaited<ReturnType<typeof startAdmin>>;

const ROOM = "#people-team";
const HOUR_MS = 3_600_000;

/** What the bot wrote into the admins' channel. */
function posted({ slack }: Started) {
  const { messages } = findChannel(slack.world, ROOM);
  return messages.filter(({ user }) => user === slack.company.botUserId);
}

/** What a person's own conversation with the bot holds; there may be none yet. */
function toldTo(started: Started, who: string): string[] {
  try {
    return told(started, who).map(textOf);
  } catch {
    return [];
  }
}

const setting = ({ app, slack }: Started) =>
  app.storage.administration.digests.get(`slack:${slack.company.teamId}`);

/** As if it had been set last week, and nothing had run when it was due two hours ago. */
async function nextWeek(started: Started): Promise<void> {
  const { app, restart } = started;
  const digest = (await setting(started)) ?? expect.fail("no digest is set");
  const due = new Date(Date.now() - 2 * HOUR_MS);
  const schedule = `${due.getUTCMinutes()} ${due.getUTCHours()} * * ${due.getUTCDay()}`;
  const setAt = digest.setAt + 1;
  const doneUntil = Date.now() - 5 * 24 * HOUR_MS;
  const { digests } = app.storage.administration;
  await digests.set({ ...digest, schedule, timeZone: "UTC", setAt, doneUntil });
  await restart();
}

/** Until the digest that was due is done with. */
const handled = (started: Started) =>
  expect
    .poll(async () => (await setting(started))?.doneUntil ?? 0)
    .toBeGreaterThan(Date.now() - 3 * HOUR_MS);

describe.each(["socket", "http"] as const)("over %s", (over) => {
  test("an admin sets a digest, has one sent, gets one a week, and turns it off", async () => {
    const started = await startAdmin({ over });
    const { give, press, slack, idOf, app, actions, whispers } = started;
    const said = async (line: string, where = ROOM) => textOf(await give("adam", line, where));
    expect(await said("digest")).toContain("/footnote digest here monday 9:00");
    expect(await said("digest here someday")).toContain(
      "Say it like this: /footnote digest here monday 9:00.",
    );
    slack.people.mention("amy", "#general", "Where do I moor my boat?");
    const unanswered = async () => (await app.storage.reports.unanswered(0, 9))[0];
    await until(unanswered, "a question without an answer");

    findUser(slack.world, "adam").tz = "America/New_York";
    const set = await said("digest here friday 7:30");
    expect(set).toMatch(/each Friday at 7:30 \(America\/New_York\).*next on \d{4}-\d\d-\d\d/s);
    expect(await setting(started)).toMatchObject({
      ...{ roomId: idOf(ROOM), setBy: idOf("adam"), schedule: "30 7 * * 5" },
    });
    const asked = await give("adam", "digest", ROOM);
    expect(textOf(await press("adam", asked, "Send one now", ROOM))).toContain("is sent");
    const [first] = posted(started);
    if (first === undefined) return expect.fail("no digest was posted");
    expect(textOf(first)).toMatch(/1 question, 0 % answered.*Where do I moor my boat\?/s);
    expect(textOf(first)).toContain("All sources are read without trouble.");
    expect(first.notified).toEqual([]);
    // Its buttons are commands, and worth what the presser may do.
    expect(textOf(await press("olga", first, "All gaps", ROOM))).toContain("moor my boat");
    findUser(slack.world, "olga").kind = "member";
    const before = whispers("olga", ROOM).length;
    slack.people.click("olga", first, "command:1");
    const refused = await until(() => whispers("olga", ROOM)[before], "an answer");
    expect(textOf(refused)).toContain('Only admins may use "gaps"');
    findUser(slack.world, "olga").kind = "owner";

    await nextWeek(started);
    await until(() => posted(started)[1], "the digest of the week");
    await handled(started);
    await started.restart();
    await slack.settled();
    expect(posted(started)).toHaveLength(2);

    expect(await said("digest off")).toBe("There is no weekly digest any more.");
    expect(await said("digest off")).toBe("There is no weekly digest.");
    expect(await setting(started)).toBeUndefined();
    expect((await actions()).slice(0, 2)).toEqual([
      `digest.off by ${idOf("adam")}`,
      `digest.set by ${idOf("adam")}`,
    ]);
    expect(slack.world.complaints).toEqual([]);
  }, 40_000);
});

test("where others read along it is refused, and in one's own conversation it is not", async () => {
  const started = await startAdmin();
  const { give, slack, idOf } = started;
  const said = async (who: string, where: string) => textOf(await give(who, "digest here", where));
  expect(await said("adam", "#general")).toContain("Others may join this channel by themselves");
  expect(await said("ben", "#general")).toContain('Only admins may use "digest here"');
  // An owner, in a channel that the bot does not see.
  expect(await said("olga", "#secret-project")).toContain("invite me into it first");
  slack.people.join("ben", ROOM);
  await slack.settled();
  expect(await said("adam", ROOM)).toContain("Ben Okoro is here and may not administer Footnote");
  expect(await setting(started)).toBeUndefined();
  await give("adam", "admins add @ben");
  // A bot reads nothing on anybody's behalf.
  slack.people.join("buildbot", ROOM);
  expect(await said("adam", ROOM)).toContain("each Monday at 9:00 (Europe/Berlin)");
  expect(await said("adam", "@adam")).toContain("in my conversation with Adam Novak");
  expect(await setting(started)).toMatchObject({ roomId: undefined, setBy: idOf("adam") });
  await nextWeek(started);
  await expect.poll(() => toldTo(started, "adam").join()).toContain("All sources are read");
  expect(posted(started)).toEqual([]);
  expect(slack.world.complaints).toEqual([]);
}, 40_000);

test("with somebody in the channel who may not administer, it goes to who set it, or nowhere", async () => {
  const started = await startAdmin();
  const { give, slack, app, actions } = started;
  await give("adam", "digest here", ROOM);
  // Slack's events of that may be late: it is asked.
  findUser(slack.world, "olga").kind = "member";
  await nextWeek(started);
  await expect.poll(() => toldTo(started, "adam")).toHaveLength(1);
  expect(toldTo(started, "adam")[0]).toMatch(
    /comes to you alone this time.*Olga Berg is here and may not administer.*0 questions/s,
  );
  await handled(started);
  expect(textOf(await give("adam", "digest now", ROOM))).toContain("to Adam Novak alone");
  expect(posted(started)).toEqual([]);
  findUser(slack.world, "adam").kind = "member";
  await nextWeek(started);
  await expect.poll(() => setting(started)).toBeUndefined();
  expect((await actions())[0]).toBe("digest.off by slack");
  expect(toldTo(started, "adam")).toHaveLength(2);
  expect(posted(started)).toEqual([]);
  expect(await app.storage.administration.digests.list()).toEqual([]);
  expect(slack.world.complaints).toEqual([]);
}, 40_000);

test.each([
  ["archived", ({ slack }: Started) => slack.people.archive(ROOM, "olga")],
  ["left", ({ slack }: Started) => slack.people.kickApp("olga", ROOM)],
])(
  "a channel that is %s ends it, and who set it is told once",
  async (_, act) => {
    const started = await startAdmin();
    const { give, slack } = started;
    await give("adam", "digest here", ROOM);
    act(started);
    await expect.poll(() => toldTo(started, "adam")).toHaveLength(1);
    expect(toldTo(started, "adam")[0]).toContain("so it is off. Set it anew with /footnote digest");
    await expect.poll(() => setting(started)).toBeUndefined();
    await started.restart();
    await slack.settled();
    expect(toldTo(started, "adam")).toHaveLength(1);
    expect(slack.world.complaints).toEqual([]);
  },
  30_000,
);

test("a channel that went while nobody heard of it ends it when it is due", async () => {
  const started = await startAdmin();
  const { give, slack } = started;
  await give("adam", "digest here", ROOM);
  findChannel(slack.world, ROOM).archived = true;
  await nextWeek(started);
  await expect.poll(() => toldTo(started, "adam").join()).toContain("so it is off.");
  await expect.poll(() => setting(started)).toBeUndefined();
}, 30_000);
