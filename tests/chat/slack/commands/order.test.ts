import { expect, test } from "vitest";
import { startAdmin, textOf, until } from "./start-admin.ts";

test.each(["http", "socket"] as const)(
  "over %s, what one person asks for takes effect in the order in which they did",
  async (over) => {
    const { slack, app, actions, idOf, whispers } = await startAdmin({ over });
    let asked = 0;
    // Whether somebody is an admin takes Slack longer the earlier it is asked.
    slack.world.onCall = async (method) => {
      if (method !== "users.info") return;
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, 400 - asked * 60)));
    };
    const lines = Array.from({ length: 8 }, (_, n) => (n % 2 === 0 ? "pause" : "resume"));
    for (const line of lines) {
      slack.people.command("adam", "#general", `/footnote sources ${line} handbook`);
    }
    await until(() => (whispers("adam", "#general").length === 8 ? true : undefined), "answers");
    const by = `by ${idOf("adam")}`;
    const done = lines.map((line) => `source.${line}d ${by}`);
    expect((await actions()).slice(0, 8).reverse()).toEqual(done);
    expect((await app.storage.sources.get("handbook"))?.paused).toBe(false);
    expect(slack.world.complaints).toEqual([]);
  },
  30_000,
);

test("a command that was cut off in the middle is not overtaken by the next", async () => {
  const { slack, app, actions, idOf, whispers } = await startAdmin();
  let failures = 1;
  slack.world.onCall = async (method) => {
    if (method !== "users.info" || failures === 0) return;
    failures -= 1;
    // What Slack says then is nothing that Footnote knows: the command is tried again.
    throw new Error("Slack fell over");
  };
  for (const line of ["pause", "resume"]) {
    slack.people.command("adam", "#general", `/footnote sources ${line} handbook`);
  }
  await until(() => (whispers("adam", "#general").length === 2 ? true : undefined), "answers");
  const by = `by ${idOf("adam")}`;
  expect((await actions()).slice(0, 2)).toEqual([`source.resumed ${by}`, `source.paused ${by}`]);
  expect((await app.storage.sources.get("handbook"))?.paused).toBe(false);
}, 30_000);

test("what takes long and changes nothing holds up nobody, and nobody waits for somebody else", async () => {
  const { slack, app, give, whispers } = await startAdmin();
  let release = () => undefined as unknown;
  const held = new Promise((resolve) => {
    release = () => resolve(undefined);
  });
  const { list } = app.storage.documents;
  app.storage.documents.list = async (source) => {
    await held;
    return list(source);
  };
  slack.people.command("adam", "#general", "/footnote sources audit handbook");
  expect(textOf(await give("adam", "sources pause handbook"))).toContain("is paused");
  expect(textOf(await give("olga", "sources resume handbook"))).toContain("on its schedule again");
  release();
  const audit = () => whispers("adam", "#general").map(textOf).join();
  await expect.poll(audit, { timeout: 8_000 }).toContain("No differences");
}, 30_000);
