import { expect, test } from "vitest";
import { findChannel } from "../counterparts/slack/state/channels.ts";
import { temporaryFolder, writeFiles } from "../support/temporary-folder.ts";
import { openSetupWorld } from "./setup-world.ts";

async function open() {
  const world = await openSetupWorld();
  const { slack, app } = world;
  const path = temporaryFolder("docs");
  writeFiles(path, { "leave.md": "# Leave\n\nTen days.\n" });
  const { teamId } = slack.company;
  const channel = (name: string) => findChannel(slack.world, name).id;
  const group = (handle: string) =>
    [...slack.world.groups.values()].find((one) => one.handle === handle)?.id ?? "";
  return {
    ...world,
    ...{ path, channel, group },
    audience: async () => (await app.storage.sources.get("docs"))?.audience,
    principals: {
      channel: (name: string) => `slack-channel:${teamId}:${channel(name)}`,
      group: (handle: string) => `slack-group:${teamId}:${group(handle)}`,
    },
  };
}

test("readers are chosen by Slack's pickers, shown there again, and told by their names", async () => {
  const { slack, openForm, settle, told, audience, principals, ...at } = await open();
  await openForm("adam", "/footnote sources add files");
  const chosen = {
    "audience.everyone": [],
    "audience.channels": [at.channel("#help"), at.channel("#people-team")],
    "audience.groups": [at.group("engineering")],
    "audience.others": "domain:acme.test\n#general, @people-team-members",
  };
  const sent = { name: "docs", "set:path": at.path, schedule: "Only on demand", ...chosen };
  expect(await slack.people.submit("adam", sent)).toEqual({ state: "closed" });
  await settle();
  expect(await audience()).toEqual(
    [
      "domain:acme.test",
      principals.channel("#general"),
      principals.channel("#help"),
      principals.channel("#people-team"),
      principals.group("engineering"),
      principals.group("people-team-members"),
    ].sort(),
  );
  for (const name of [
    "#general",
    "#help",
    "#people-team",
    "@engineering",
    "@people-team-members",
  ]) {
    expect(told("adam")).toContain(name);
  }
  expect(told("adam")).not.toMatch(/slack-(?:channel|group):/);

  await openForm("adam", "/footnote sources edit docs");
  expect(slack.people.modal("adam").values).toMatchObject({
    "audience.everyone": { "audience.everyone": { selected_options: [] } },
    "audience.channels": {
      "audience.channels": {
        selected_conversations: ["#general", "#help", "#people-team"].map(at.channel).sort(),
      },
    },
    "audience.others": { "audience.others": { value: "domain:acme.test" } },
  });
  const everybody = {
    "audience.everyone": ["everyone"],
    "audience.channels": [],
    "audience.groups": [],
    "audience.others": "",
  };
  expect(await slack.people.submit("adam", everybody)).toEqual({ state: "closed" });
  await settle();
  expect(await audience()).toEqual(["everyone"]);
  expect(slack.world.complaints).toEqual([]);
}, 20_000);

test("what somebody does not see stays as it is, and its name is told to nobody else", async () => {
  const { slack, app, openForm, settle, told, audience, principals, ...at } = await open();
  slack.people.inviteApp("olga", "#secret-project");
  await slack.settled();
  await openForm("olga", "/footnote sources add files");
  const sent = { name: "docs", "set:path": at.path, schedule: "Only on demand" };
  const secret = { "audience.channels": [at.channel("#secret-project")] };
  expect(await slack.people.submit("olga", { ...sent, ...secret })).toEqual({ state: "closed" });
  await settle();
  expect(told("olga")).toContain("#secret-project");
  await app.storage.sources.update("docs", {
    audience: [principals.channel("#secret-project"), "slack-group:T9:S9"],
  });

  await openForm("adam", "/footnote sources edit docs");
  expect(slack.readModal("adam")).not.toMatch(/secret-project|S9/);
  expect(slack.readModal("adam")).toContain("stay as they are: 2.");
  const help = { "audience.channels": [at.channel("#help")] };
  expect(await slack.people.submit("adam", help)).toEqual({ state: "closed" });
  await settle();
  expect(await audience()).toEqual(
    [
      principals.channel("#help"),
      principals.channel("#secret-project"),
      "slack-group:T9:S9",
    ].sort(),
  );
  slack.people.command("adam", "#general", "/footnote sources status docs");
  await settle();
  const shown = () => slack.read("adam", "#general");
  await expect.poll(shown).toMatch(/a private channel/);
  expect(shown()).toMatch(/#help/);
  expect(shown()).toMatch(/a group of another workspace/);
  expect(shown()).not.toMatch(/secret-project|slack-(?:channel|group):/);
  expect(slack.world.complaints).toEqual([]);
}, 20_000);

test("a channel that cannot be seen is a mistake at its field, in the form and as typed", async () => {
  const { slack, openForm, settle, audience, principals, ...at } = await open();
  await openForm("olga", "/footnote sources add files");
  const sent = { name: "docs", "set:path": at.path, schedule: "Only on demand" };
  const secret = { "audience.channels": [at.channel("#secret-project")] };
  const { errors } = await slack.people.submit("olga", {
    ...{ ...sent, ...secret },
    "audience.others": "#no-such\n@nobody",
  });
  expect(errors).toEqual({
    "audience.channels": expect.stringContaining("invite me into it first"),
    "audience.others": expect.stringContaining("I see no channel #no-such"),
  });
  const none = { "audience.channels": [], "audience.others": "" };
  expect(await slack.people.submit("olga", none)).toEqual({ state: "closed" });
  await settle();
  const said = async (words: string) => {
    slack.people.command("adam", "#general", `/footnote sources audience docs / ${words}`);
    await settle();
    return slack.read("adam", "#general").split("/footnote").at(-1) ?? "";
  };
  // Not #secret-project, as adam does not see it; Slack itself makes ids of those that he does.
  expect(await said("#secret-project")).toContain("I see no channel #secret-project");
  expect(await said("@engineering #people-team domain:acme.test")).toContain(
    "docs is for domain:acme.test, #people-team, @engineering now",
  );
  expect(await audience()).toEqual(
    [
      "domain:acme.test",
      principals.channel("#people-team"),
      principals.group("engineering"),
    ].sort(),
  );
  expect(slack.world.complaints).toEqual([]);
}, 20_000);
