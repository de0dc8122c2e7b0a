import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { syncSourceGroups } from "../../../src/sources/syncing/sync-source-groups.ts";
import { createDirectory, filesWithGroups } from "../../access/groups/group-connector.ts";
import { syncFiles } from "../../support/open-app.ts";
import type { SignInBrowser } from "../../support/sign-in-browser.ts";
import { ask, BONUS, LEAVE, startSignIn } from "./sign-in-world.ts";

interface Why {
  considered: { title: string }[];
}

async function titlesOfWhy(browser: SignInBrowser, answerId: string): Promise<string[]> {
  const response = await browser.fetch(`/api/answers/${answerId}/why`);
  expect(response.status).toBe(200);
  return ((await response.json()) as Why).considered.map(({ title }) => title);
}

test("whose rights shrank sees no document of before in why, nor its passages; the answer stays", async () => {
  const { browser, slack } = await startSignIn();
  const amy = browser();
  await amy.signIn("slack", "amy");
  const { answerId, threadId, text } = await ask(amy, LEAVE);
  expect(text).toContain("28 days");
  expect(await titlesOfWhy(amy, answerId)).toEqual(["Annual leave"]);
  slack.people.changeUser("amy", { kind: "guest" });
  // Asking is what looks at once; a page may go by what was seconds ago.
  expect((await ask(amy, LEAVE)).titles).toEqual([]);
  expect(await titlesOfWhy(amy, answerId)).toEqual([]);
  const citation = await (await amy.fetch(`/api/answers/${answerId}/citations/1`)).json();
  expect(citation).toMatchObject({ quote: "", passageText: "", removed: true });
  expect((await amy.open("/documents/handbook/leave.md")).status).toBe(404);
  // As in a chat, what was said to somebody stays said; it is marked as changed.
  const thread = (await (await amy.fetch(`/api/threads/${threadId}`)).json()) as {
    answers: { answer: { text: string }; changedCitations: number[] }[];
  };
  expect(thread.answers).toMatchObject([{ changedCitations: [1] }]);
  expect(thread.answers[0]?.answer.text).toContain("28 days");
});

test("who is in a group of a source reads by it when signed in, until the next look at the group", async () => {
  const { browser, slack, app } = await startSignIn();
  const directory = createDirectory();
  const definition = filesWithGroups(directory);
  app.administering.findConnector = (kind) => (kind === "files" ? definition : undefined);
  const source = await app.storage.sources.get("handbook");
  const path = String((source?.settings as { path?: string } | undefined)?.path);
  writeFileSync(`${path}/_access.yaml`, '"board.md": ["google-group:pay@lakeside-bikes.test"]\n');
  await syncFiles(app, {}, path);
  const addressOf = (who: string) =>
    [...slack.world.users.values()].find(({ name }) => name === who)?.email ?? "";
  const say = async (...who: string[]) => {
    directory.groups.set("pay@lakeside-bikes.test", who.map(addressOf));
    await syncSourceGroups(undefined, app.administering, new AbortController().signal);
  };
  const [amy, ben] = [browser(), browser()];
  await amy.signIn("slack", "amy");
  await ben.signIn("slack", "ben");
  expect((await ask(amy, BONUS)).titles).toEqual([]);
  await say("amy");
  const first = await ask(amy, BONUS);
  expect(first.titles).toEqual(["Bonus pool"]);
  expect((await ask(ben, BONUS)).titles).toEqual([]);
  await say("ben");
  const later = await ask(amy, BONUS, first.threadId);
  expect(later.titles).toEqual([]);
  expect(later.text).not.toContain("730000");
  expect((await ask(ben, BONUS)).titles).toEqual(["Bonus pool"]);
  expect(await titlesOfWhy(amy, first.answerId)).toEqual([]);
  expect((await amy.open("/documents/handbook/board.md")).status).toBe(404);
  expect((await ben.open("/documents/handbook/board.md")).status).toBe(200);
});
