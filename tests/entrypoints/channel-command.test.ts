import { expect, test } from "vitest";
import { createFootnote } from "../support/footnote.ts";

test("a channel's settings are shown, changed and checked", async () => {
  const footnote = createFootnote();
  const settings = {
    ...{ autoAnswer: false, followUps: true, sources: null, expert: null },
    shareAsIs: false,
  };
  const channel = "slack:T1:C1";
  expect(await footnote.json("channel", channel)).toEqual({ channel, ...settings });
  const options = ["--auto-answer", "on", "--follow-ups", "off", "--expert", "#people-team"];
  options.push("--share-as-is", "on");
  const changed = {
    ...{ autoAnswer: true, followUps: false, sources: null, expert: "#people-team" },
    shareAsIs: true,
  };
  expect(await footnote.json("channel", channel, ...options)).toEqual({ channel, ...changed });
  // Known by now, its own part of the id will do.
  const short = await footnote.run("channel", "C1", "--expert", "none");
  expect(short.stdout).toMatch(/expert {7}none\n {2}share-as-is {2}on/);
  const unknown = await footnote.run("channel", channel, "--sources", "wiki");
  expect(unknown).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining('"wiki"') });
  const wrong = await footnote.run("channel", channel, "--auto-answer", "maybe");
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining("neither on nor off") });
  expect((await footnote.run("channel", "general")).code).toBe(1);
  const log = await footnote.json<{ action: string; actor: string }[]>("audit-log");
  expect(log.map(({ action, actor }) => `${actor} ${action}`)).toEqual([
    "cli room.changed",
    "cli room.changed",
  ]);
});
