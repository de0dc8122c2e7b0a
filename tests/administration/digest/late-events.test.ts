import { expect, test } from "vitest";
import { startAdmin, textOf, until } from "../../chat/slack/commands/start-admin.ts";
import { NO_CHAOS } from "../../counterparts/slack/delivery/delivery.ts";

const ROOM = "#people-team";

test("that the bot was out of a channel, told after it came back, leaves the digest there", async () => {
  const { give, slack, app, idOf } = await startAdmin();
  const { world, people, company } = slack;
  const room = () => app.storage.rooms.rooms.get(idOf(ROOM));
  const setting = () => app.storage.administration.digests.get(`slack:${company.teamId}`);
  world.chaos = { ...NO_CHAOS, late: 1, lateMs: 2_500 };
  people.kickApp("olga", ROOM);
  world.chaos = NO_CHAOS;
  people.inviteApp("olga", ROOM);
  await until(async () => (await room())?.openedAt, "the bot's coming back");
  expect(textOf(await give("adam", "digest here", ROOM))).toContain("each Monday at 9:00");
  expect(world.deliveries.some(({ settled }) => !settled)).toBe(true);
  await slack.settled();
  await expect.poll(async () => (await app.queue.stats()).waiting).toBe(0);
  expect(await setting()).toMatchObject({ roomId: idOf(ROOM) });
  expect((await room())?.closedAt).toBeUndefined();
  // One that is not late still ends it.
  people.archive(ROOM, "olga");
  await expect.poll(setting, { timeout: 8_000 }).toBeUndefined();
  expect(world.complaints).toEqual([]);
}, 30_000);
