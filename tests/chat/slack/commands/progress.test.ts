import { rmSync } from "node:fs";
import { expect, test } from "vitest";
import { writeFiles } from "../../../support/temporary-folder.ts";
import { buttonOf, startAdmin, textOf, told, until } from "./start-admin.ts";

test("a sync that is asked for is done, and its end is told in one message", async () => {
  const started = await startAdmin();
  const { give, folder, slack, app, actions, idOf } = started;
  const broken = { "broken.docx": "no archive at all" };
  writeFiles(folder, { "leave.md": "# Annual leave\n\nNow it is 31 days.", ...broken });
  expect(textOf(await give("adam", "sources sync handbook"))).toMatch(/^handbook is synced now/);
  const message = await until(() => told(started).at(-1), "a message");
  await expect.poll(() => textOf(message), { timeout: 8_000 }).toContain("in step");
  expect(textOf(message)).toMatch(
    /🟡.*handbook.*1 document new or changed, 1 unchanged, 0 removed, 1 could not be read/s,
  );
  expect(textOf(message)).toContain("Could not be read: broken.docx");
  expect(buttonOf(message, "Status").value).toBe("sources status handbook");
  expect(told(started)).toHaveLength(1);
  expect(await actions()).toContain(`source.sync-requested by ${idOf("adam")}`);
  expect((await app.queue.stats()).dead).toBe(0);
  expect(slack.world.complaints).toEqual([]);
});

test("removals that were held back are let through by a button that asks first", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [`page-${i}.md`, `# Page ${i}\n\nText of page ${i}.`]),
  );
  const started = await startAdmin({ files });
  const { give, press, folder, app, slack } = started;
  for (const name of Object.keys(files).slice(5)) rmSync(`${folder}/${name}`);
  await give("adam", "sources sync handbook");
  const message = await until(() => told(started).at(-1), "a message");
  await expect
    .poll(() => textOf(message), { timeout: 8_000 })
    .toMatch(/🔴.*would lose 25 of its 30/s);
  expect(buttonOf(message, "Remove them").confirm?.text.text).toContain("much less than before");
  await press("adam", message, "Remove them", "@adam");
  const next = await until(() => told(started)[1], "a second message");
  await expect.poll(() => textOf(next), { timeout: 8_000 }).toContain("25 removed");
  expect((await app.storage.documents.count("handbook")).documents).toBe(5);
  expect(slack.world.complaints).toEqual([]);
});
