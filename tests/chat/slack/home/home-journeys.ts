import { expect, test } from "vitest";
import { homeOf } from "../../../counterparts/slack/modals/view-life.ts";
import { findUser } from "../../../counterparts/slack/state/users.ts";
import { startAdmin, textOf, told, until } from "../commands/start-admin.ts";
import { addFiles, buttonAt, LIBRARY, openedHome, refreshed } from "./open-home.ts";

async function start(over: "socket" | "http") {
  const started = await startAdmin({ over, files: LIBRARY });
  const mail = (who: string) => `user:${findUser(started.slack.world, who).email}`;
  await addFiles(started, "pay", [mail("olga")], {
    "bands.md": "# Pay bands of 2027\n\nThe highest band ends at 90,000.",
  });
  await addFiles(started, "bonus", [mail("ben")], {
    "bonus.md": "# Bonus for Ben\n\nBen gets a bonus of 1,000 in May.",
  });
  await addFiles(started, "visitors", ["everyone", mail("gina")], {
    "wifi.md": "# Wi-Fi for visitors\n\nThe network is called Lakeside.",
  });
  return started;
}

async function ask(started: Awaited<ReturnType<typeof start>>, who: string, words: string) {
  const before = told(started, who).length;
  const message = started.slack.people.say(who, `@${who}`, words);
  await until(() => {
    const given = told(started, who)[before];
    return given !== undefined && given.stream !== "in_progress" ? given : undefined;
  }, "an answer");
  return message;
}

/** What each kind of person sees in their home, over either of Slack's ways. */
export function homeJourneys(over: "socket" | "http"): void {
  test("employees, guests and admins each see what is theirs, and nothing of others", async () => {
    const started = await start(over);
    const { slack } = started;
    const asked = await ask(started, "amy", "How many people does the library seat?");
    await ask(started, "ben", "What bonus does Ben get?");
    const amy = await openedHome(started, "amy");
    expect(amy).toContain("know about the library?");
    expect(amy).toContain("know about Wi-Fi for visitors?");
    expect(amy).toMatch(/How many people does the library seat\?.*answered · /s);
    expect(amy).not.toMatch(/Pay bands|Bonus|bonus|Sync now|Sources|Feedback|review/);
    expect(JSON.stringify(homeOf(slack.world, findUser(slack.world, "amy").id))).toContain(
      asked.ts.replace(".", ""),
    );
    const gina = await openedHome(started, "gina");
    expect(gina).toContain("know about Wi-Fi for visitors?");
    expect(gina).toContain("You have not asked anything yet.");
    expect(gina).not.toMatch(/The library|Pay bands|Bonus|library seat|Sync now/);
    const ben = await openedHome(started, "ben");
    expect(ben).toMatch(/bonus for Ben.*What bonus does Ben get\?/s);
    expect(ben).not.toMatch(/Pay bands|people does the/);
    const adam = await openedHome(started, "adam");
    expect(adam).toMatch(/Sources.*4 sources, all well.*🟢.*handbook.*\[Sync now\]/s);
    expect(adam).toMatch(/Nothing waits for review.*What nothing answered.*Feedback/s);
    // To look after sources is not to read them, nor what people ask in private.
    expect(adam).not.toMatch(/Pay bands|Bonus|What bonus|people does the/);
    expect(slack.world.complaints).toEqual([]);
  });

  test("a button in the home is a command; its answer comes in private, and the home is shown anew", async () => {
    const started = await startAdmin({ over, files: LIBRARY });
    const { slack, app, idOf, actions } = started;
    await openedHome(started, "adam");
    slack.people.clickInHome("adam", buttonAt(started, "adam", "Pause"));
    const [answer] = await until(() => {
      const given = told(started, "adam");
      return given.length > 0 ? given : undefined;
    }, "an answer");
    expect(answer && textOf(answer)).toBe("handbook is paused; what is indexed stays.");
    expect((await app.storage.sources.get("handbook"))?.paused).toBe(true);
    await refreshed(started, "adam", /⚪.*handbook.*\[Resume\]/s);
    slack.people.clickInHome("adam", buttonAt(started, "adam", "Sync now"));
    await until(() => told(started, "adam")[2], "the sync's end");
    expect(await actions()).toContain(`source.paused by ${idOf("adam")}`);
    slack.people.clickInHome("adam", buttonAt(started, "adam", "Add a source"));
    await until(() => slack.readModal("adam") || undefined, "a form");
    expect(slack.world.complaints).toEqual([]);
  });
}
