import { setTimeout as sleep } from "node:timers/promises";
import { setupPathsIn } from "./setup-paths-in.ts";
import type { Target } from "./start-target.ts";

export interface SlackExample {
  kind: "events_api" | "interactive" | "slash_commands";
  what: string;
  payload: Record<string, unknown>;
}

/** What people's doings brought to the doors: valid requests for others to be made from. */
export interface Examples {
  slack: SlackExample[];
  teams: Record<string, unknown>[];
  /** Of the web chat, by the cookie of who asked. */
  web: { cookie: string; answerIds: string[] };
  /** Paths below `/setup/`, good for a while. */
  setupPaths: string[];
}

const QUESTION = "How many days of annual leave does everybody have?";

/** People talk to Footnote in every way that there is; gives what their platforms delivered. */
export async function collectExamples(target: Target): Promise<Examples> {
  await inSlack(target);
  await inTeams(target);
  const { slack, teams } = target;
  await Promise.all([slack.settled(20_000), teams.settled(20_000)]);
  const web = await onTheWeb(target);
  return {
    slack: slack.world.deliveries.map(({ kind, what, payload }) => ({ kind, what, payload })),
    teams: teams.world.deliveries.map(({ activity }) => activity),
    web,
    setupPaths: setupPathsIn(target),
  };
}

async function inSlack({ slack, folder }: Target): Promise<void> {
  const { people, read } = slack;
  const asked = people.mention("amy", "#general", QUESTION);
  await until(() => read("amy", "#general").includes("[1]"), "an answer in Slack");
  people.say("amy", "#general", "And how many may be carried over?", { thread: asked });
  people.say("ben", "@ben", QUESTION);
  people.edit(asked, `<@${slack.company.botUserId}> How many days of leave are there?`);
  people.react("amy", asked, "mute");
  people.unreact("amy", asked, "mute");
  people.delete(people.mention("amy", "#general", "Who waters the plants?"));
  people.openHome("adam");
  people.openHome("amy");
  for (const line of ["help", "sources", "channel", "admins", "gaps", "sources secret wiki"]) {
    people.command("adam", "#general", `/footnote ${line}`);
  }
  const shown = () => slack.world.channels.values();
  const answer = [...shown()]
    .flatMap(({ messages }) => messages)
    .find(({ blocks }) => JSON.stringify(blocks ?? []).includes('"vote"'));
  if (answer !== undefined) {
    people.click("amy", answer, "vote", "negative");
    await until(() => slack.readModal("amy") !== "", "the question why");
    await people.submit("amy", { reason: "outdated", correction: "31 days" });
  }
  people.command("adam", "#general", "/footnote sources add files");
  await until(() => slack.readModal("adam").includes("Path"), "a form");
  await people.submit("adam", { name: "notes", "set:path": folder });
  if (answer !== undefined) people.shortcut("adam", answer, "verify-message");
  people.join("carla", "#random");
  people.inviteApp("ben", "#random");
  people.kickApp("ben", "#random");
  people.rename("#random", "noise");
  people.changeUser("ben", { realName: "Ben O." });
  people.setGroupMembers("engineering", ["ben"]);
}

async function inTeams({ teams }: Target): Promise<void> {
  const { people, company, read } = teams;
  const { general, lunch } = company.rooms;
  // A guest is in the channels, and the documents are for full members.
  const asked = people.mention("ana", lunch, QUESTION);
  await until(() => read("ana", lunch).includes("24 days"), "an answer in Teams");
  const there = people.mention("ana", general, QUESTION);
  people.mention("ana", general, "And how many may be carried over?", { thread: there });
  people.say("ben", "@ben", QUESTION);
  people.mention("ben", lunch, QUESTION);
  people.edit(asked, "@Footnote How many days of leave are there?");
  people.delete(people.mention("ana", general, "Who waters the plants?"));
  const [answer] = people.botMessages(lunch);
  if (answer !== undefined) {
    people.react("ana", answer, "like");
    people.unreact("ana", answer, "like");
    await people.vote("ana", answer, "dislike").catch(() => undefined);
    await people.submit("ana", { reason: "outdated" }).catch(() => undefined);
    await people.useOnMessage("adam", answer, "verifyMessage").catch(() => undefined);
    await people.click("ana", answer, "footnote.ask-privately").catch(() => undefined);
  }
  for (const line of ["help", "sources", "channel", "sources add files"]) {
    people.say("adam", "@adam", `/${line}`);
  }
  people.uninstall("ana", lunch);
  people.install("ana", lunch);
  people.addMember("adam", general, "eva");
  people.removeMember("adam", general, "eva");
}

async function onTheWeb({ serve }: Target): Promise<Examples["web"]> {
  const answerIds: string[] = [];
  let cookie = "";
  for (const messageId of ["first-question", "second-question"]) {
    const response = await fetch(`${serve.url}/api/questions`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie },
      body: JSON.stringify({ messageId, text: QUESTION }),
    });
    cookie ||= (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const { answerId } = (await response.json()) as { answerId: string };
    answerIds.push(answerId);
  }
  return { cookie, answerIds };
}

async function until(look: () => boolean, what: string): Promise<void> {
  const giveUpAt = Date.now() + 30_000;
  while (!look()) {
    if (Date.now() > giveUpAt) throw new Error(`${what} never came`);
    await sleep(25);
  }
}
