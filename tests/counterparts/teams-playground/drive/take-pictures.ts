import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { PlaygroundError } from "../playground-error.ts";
import type { RunningPlayground } from "../start-playground.ts";
import type { Page } from "./open-page.ts";
import type { Talk } from "./talk.ts";

export interface PictureDeps {
  page: Page;
  talk: Talk;
  footnote: RunningPlayground["footnote"];
  /** Where the pictures go. */
  folder: string;
  say(text: string): void;
}

const REASON = "The allowance for part-timers is missing.";

/** What an admin sees, with each thing that has to be there awaited. @throws where one is not */
export async function takeAdminPictures(deps: PictureDeps): Promise<void> {
  const { talk, page } = deps;
  await talk.open("Personal Chat");
  await talk.ask("Personal Chat", "How many days of annual leave do I get?");
  // So its log calls the beginning of a stream.
  await talk.until("typing 201");
  await page.getByRole("button", { name: "Hide log panel" }).click();
  await take("personal", deps);
  await page.getByText(/^1$/).first().hover();
  await page.waitForTimeout(1_000);
  await take("citation", deps);
  await talk.ask("Personal Chat", "And who approves it?");
  await take("follow-up", deps);
  await talk.dislike(REASON);
  await talk.say("Personal Chat", "/sources add notion");
  await talk.until(/Notion/);
  await page.waitForTimeout(2_000);
  await take("source-form", deps);

  await talk.open("Group Chat");
  await talk.ask("Group Chat", "what is the daily allowance when I travel?");
  await take("group", deps);
  await talk.dislike(REASON, () => take("feedback", deps));

  await talk.open("My Team - General");
  await talk.ask("My Team - General", "when is the Rotterdam office open on Saturdays?");
  await take("channel", deps);
  await expectVotes(deps);
}

/** What somebody sees who is no admin. */
export async function takeMemberPictures(deps: PictureDeps): Promise<void> {
  const { talk, page } = deps;
  await talk.open("Personal Chat");
  await page.getByRole("button", { name: "Hide log panel" }).click();
  await talk.say("Personal Chat", "/sources");
  await talk.until(/admin/i);
  await page.waitForTimeout(2_000);
  await take("refusal", deps);
}

async function take(name: string, { page, folder, say }: PictureDeps): Promise<void> {
  const path = join(folder, `teams-${name}.png`);
  await page.screenshot({ path });
  say(path);
}

/** The vote in the private chat counts with its reason; the one in the group shows its words too. */
async function expectVotes({ footnote, say }: PictureDeps): Promise<void> {
  const run = promisify(execFile);
  const args = [...footnote.args, "feedback", "--json"];
  const { stdout } = await run(process.execPath, args, { env: footnote.env });
  const { total } = JSON.parse(stdout) as { total: { down: number; reasons: { other?: number } } };
  if (total.down !== 2 || total.reasons.other !== 2 || !stdout.includes(REASON)) {
    throw new PlaygroundError(
      `The votes with their reason did not arrive: ${stdout.slice(0, 600)}`,
    );
  }
  say("Both votes arrived, with their reason.");
}
