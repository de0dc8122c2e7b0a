import { expect, test } from "vitest";
import { startAdmin, textOf, told, until } from "./start-admin.ts";

test("a restart goes on in the same message, also when it was cut off while posting", async () => {
  const started = await startAdmin();
  const { give, restart, slack, app, idOf } = started;
  // Somebody else syncs for a while: what was asked for waits.
  const owner = "another-machine 1 x y";
  const lease = ["sync:handbook", owner] as const;
  const { leases, sources } = app.storage;
  expect(await leases.acquire(...lease, 60_000, app.now())).toBe(true);
  await sources.update("handbook", { lastSyncStartedAt: app.now() });
  expect(textOf(await give("adam", "sources sync handbook full"))).toContain("is synced now");
  await until(() => told(started).at(-1), "a message");
  await restart();
  // As after a crash between Slack's taking of the message and Footnote's writing that down.
  const { payload } =
    slack.world.deliveries.findLast(({ kind }) => kind === "slash_commands") ?? {};
  const { commands } = app.storage.administration;
  const key = `command:${idOf("adam")}:${payload?.trigger_id}`;
  expect((await commands.get(key))?.state).toMatch(/^D\w+ \d+\.\d+$/);
  await commands.saveState(key, "posting");
  await restart();
  await app.storage.administration.syncProgress.note("handbook", {
    ...{ done: 120, total: 400, notedAt: app.now() },
  });
  const text = () => told(started).map(textOf).join("\n");
  await expect.poll(text, { timeout: 9_000 }).toContain("120 of about 400 looked at");
  await leases.release(...lease);
  await expect.poll(text, { timeout: 9_000 }).toContain("in step");
  expect(told(started)).toHaveLength(1);
  expect(slack.world.complaints).toEqual([]);
}, 40_000);

test("a sync that runs is followed, not started again", async () => {
  const started = await startAdmin();
  const { give, app } = started;
  const { leases, sources } = app.storage;
  await leases.acquire("sync:handbook", "another-machine 1 x y", 60_000, app.now());
  await sources.update("handbook", { lastSyncStartedAt: app.now() });
  expect(textOf(await give("adam", "sources sync handbook"))).toContain("is being synced already");
  expect(textOf(await give("olga", "sources sync handbook"))).toContain("is being synced already");
  await until(() => told(started, "olga").at(-1), "a message");
  await sources.update("handbook", { lastSyncFinishedAt: app.now() });
  await leases.release("sync:handbook", "another-machine 1 x y");
  for (const who of ["adam", "olga"]) {
    const text = () => told(started, who).map(textOf).join("\n");
    await expect.poll(text, { timeout: 9_000 }).toContain("in step");
    expect(told(started, who)).toHaveLength(1);
  }
});

test("a source that goes meanwhile is said to be gone", async () => {
  const started = await startAdmin();
  const { give, app } = started;
  await app.storage.leases.acquire("sync:handbook", "another-machine 1 x y", 60_000, app.now());
  await give("adam", "sources sync handbook");
  await app.storage.sources.remove("handbook");
  const text = () => told(started).map(textOf).join("\n");
  await expect.poll(text, { timeout: 9_000 }).toContain("The source was removed.");
});
