import { expect } from "vitest";
import { addSource } from "../../../../src/sources/add-source.ts";
import { syncNamedSource } from "../../../../src/sources/syncing/sync-named-source.ts";
import type { Element } from "../../../counterparts/slack/blocks/block.ts";
import { homeOf } from "../../../counterparts/slack/modals/view-life.ts";
import { findUser } from "../../../counterparts/slack/state/users.ts";
import { temporaryFolder, writeFiles } from "../../../support/temporary-folder.ts";
import { type startAdmin, until } from "../commands/start-admin.ts";

type Started = Awaited<ReturnType<typeof startAdmin>>;

export const LIBRARY = {
  "library.md": "# The library\n\nThe library is on the second floor. The library seats 40 people.",
};

/** One more source, for these readers alone. */
export async function addFiles(
  { app }: Started,
  name: string,
  audience: string[],
  files: Record<string, string>,
): Promise<void> {
  const path = temporaryFolder(name);
  writeFiles(path, files);
  const source = { kind: "files", name, settings: { path }, audience };
  await addSource(source, "test", app.administering);
  const signal = new AbortController().signal;
  await syncNamedSource(name, { wait: true, signal }, app.administering);
}

/** Somebody opens the app's home; all that they see once it has been shown anew. */
export async function openedHome({ slack }: Started, who: string): Promise<string> {
  const hash = () => homeOf(slack.world, findUser(slack.world, who).id)?.hash;
  const before = hash();
  slack.people.openHome(who);
  await until(() => (hash() === before ? undefined : true), `the home of ${who}`);
  return slack.readHome(who);
}

export async function refreshed({ slack }: Started, who: string, pattern: RegExp): Promise<void> {
  await expect.poll(() => slack.readHome(who), { timeout: 8_000 }).toMatch(pattern);
}

/** The id of the first button with these words on it. */
export function buttonAt({ slack }: Started, who: string, label: string): string {
  const { blocks = [] } = homeOf(slack.world, findUser(slack.world, who).id)?.view ?? {};
  const buttons = blocks
    .filter(({ type }) => type === "actions")
    .flatMap(({ elements }) => elements as (Element & { text: { text: string } })[]);
  const found = buttons.find(({ text }) => text.text === label)?.action_id;
  if (found === undefined)
    throw new Error(`there is no button ${label} in: ${slack.readHome(who)}`);
  return found;
}

export function publishings({ slack }: Started) {
  return slack.world.calls.filter(({ method }) => method === "views.publish");
}
