import { execFile } from "node:child_process";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import type { FeedbackReport } from "../../../../src/feedback/reports/feedback-report.ts";
import { PlaygroundError } from "../playground-error.ts";
import type { RunningPlayground } from "../start-playground.ts";
import { type Page, VIEWPORT } from "./open-page.ts";
import type { Talk } from "./talk.ts";

export interface PictureDeps {
  page: Page;
  talk: Talk;
  footnote: RunningPlayground["footnote"];
  /** Where the pictures go. */
  folder: string;
  say(text: string): void;
}

/** For a form that is higher than the window. */
const TALL = { ...VIEWPORT, height: 1_040 };

/** One for each place; kept, and told on of none: without Graph no team is known to be open to everybody. */
const REASONS = {
  personal: "I did not ask how many days.",
  group: "The allowance for part-timers is missing.",
  channel: "It does not say where the register is.",
};

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
  await talk.ask("Personal Chat", "How early should I ask for it?");
  await take("follow-up", deps);
  await talk.dislike(REASONS.personal);
  await talk.say("Personal Chat", "/sources add notion");
  await talk.until("Add Notion");
  await page.setViewportSize(TALL);
  await page.waitForTimeout(2_000);
  await take("source-form", deps);
  await page.setViewportSize(VIEWPORT);

  await talk.open("Group Chat");
  await talk.ask("Group Chat", "what is the daily allowance when I travel?");
  await take("group", deps);
  await talk.dislike(REASONS.group, () => take("feedback", deps));

  await talk.open("My Team - General");
  await talk.ask("My Team - General", "which gifts may I accept from suppliers?");
  await take("channel", deps);
  await talk.dislike(REASONS.channel);
  await expectVotes(deps);
}

/** What somebody sees who is no admin. */
export async function takeMemberPictures(deps: PictureDeps): Promise<void> {
  const { talk, page } = deps;
  await talk.open("Personal Chat");
  await page.getByRole("button", { name: "Hide log panel" }).click();
  await talk.say("Personal Chat", "/sources");
  await talk.until("ask an admin from Footnote's settings");
  await page.waitForTimeout(2_000);
  await take("refusal", deps);
}

async function take(name: string, { page, folder, say }: PictureDeps): Promise<void> {
  const path = join(folder, `teams-${name}.png`);
  await page.screenshot({ path });
  say(path);
}

/** All votes count, with what they are about and the words that came with them. */
async function expectVotes({ footnote, say }: PictureDeps): Promise<void> {
  const run = promisify(execFile);
  const args = [...footnote.args, "feedback", "--json"];
  const { stdout } = await run(process.execPath, args, { env: footnote.env });
  const { total, disliked } = JSON.parse(stdout) as FeedbackReport;
  const told = disliked.flatMap(({ correction }) => correction ?? []);
  const kept = keptCorrections(footnote.env.FOOTNOTE_DATA_DIR ?? "");
  const areAllThere = total.down === 3 && total.reasons.other === 3;
  if (!areAllThere || told.length > 0 || `${kept}` !== `${Object.values(REASONS)}`) {
    throw new PlaygroundError(`The votes did not arrive as they were meant: ${stdout}${kept}`);
  }
  say("All votes arrived, with their reasons.");
}

/** Oldest first. */
function keptCorrections(dataDir: string): string[] {
  const database = new DatabaseSync(join(dataDir, "state.sqlite"), { readOnly: true });
  try {
    const rows = database.prepare("select correction from votes order by voted_at").all();
    return rows.map(({ correction }) => String(correction));
  } finally {
    database.close();
  }
}
