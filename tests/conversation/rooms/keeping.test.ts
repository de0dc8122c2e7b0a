import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { createChatInbox } from "../../../src/conversation/rooms/room-workers.ts";
import { openApp } from "../../support/open-app.ts";

test("what happens in a thread is kept in its order, though a later write be the quicker; other threads go on", async () => {
  const app = await openApp();
  const kept: string[] = [];
  const waits = [200, 0, 0, 0];
  const queue: typeof app.queue = {
    ...app.queue,
    // As a database to which a connection has to be opened first.
    async enqueue(job) {
      await sleep(waits.shift());
      const isNew = await app.queue.enqueue(job);
      kept.push(job.key);
      return isNew;
    },
  };
  const inbox = createChatInbox({ ...app, queue });
  const keep = (messageId: string, group: string) =>
    inbox.keep(messageId, group, { type: "message-deleted", messageId });
  await Promise.all([
    keep("1", "thread"),
    keep("2", "thread"),
    keep("3", "thread"),
    keep("4", "x"),
  ]);
  expect(kept).toEqual(["4", "1", "2", "3"]);
  const jobs = await app.storage.database.selectFrom("jobs").select("key").orderBy("id").execute();
  expect(jobs.map(({ key }) => key)).toEqual(kept);
});
