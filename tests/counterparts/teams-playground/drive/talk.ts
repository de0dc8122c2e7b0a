import { BOT_NAME } from "../company.ts";
import { PlaygroundError } from "../playground-error.ts";
import type { Found, Page } from "./open-page.ts";

/** How long an answer may take here. */
const ANSWER_MS = 90_000;

export type Place = "Personal Chat" | "Group Chat" | "My Team - General";

/** A person's ways through the playground's page. */
export interface Talk {
  open(place: Place): Promise<void>;
  /** Types and sends; in rooms the bot is mentioned, as it hears nothing else there. */
  say(place: Place, text: string): Promise<void>;
  /** The same with a question, until one more answer stands there that is marked as written by AI. */
  ask(place: Place, question: string): Promise<void>;
  /** Waits until a message holds this text. */
  until(text: string | RegExp): Promise<Found>;
  /** Votes against the last answer and says why; `look` before it is sent off. */
  dislike(reason: string, look?: () => Promise<void>): Promise<void>;
}

export function createTalk(page: Page): Talk {
  const labels = page.getByText("AI generated");
  const editors = () => page.locator("div[role=textbox][contenteditable=true]");
  const talk: Talk = {
    async open(place) {
      await page.locator(`[role=treeitem][aria-label="${place}"]`).click();
      // The bot is told that it was added; its welcome comes first.
      await page.waitForTimeout(2_000);
    },
    async say(place, text) {
      const isPost = place === "My Team - General";
      // In a channel the editor for new posts stands first, those of threads under them.
      const editor = isPost ? editors().first() : editors().last();
      await editor.click();
      if (place !== "Personal Chat") {
        await page.keyboard.type("@");
        await page.locator("[role=menuitem]", { hasText: BOT_NAME }).first().click();
        await page.keyboard.type(" ");
      }
      await page.keyboard.type(text);
      const button = isPost
        ? page.getByRole("button", { name: "Post", exact: true })
        : page.locator('button[aria-label="Send Message"]').last();
      await button.click();
    },
    async ask(place, question) {
      const before = await labels.count();
      await talk.say(place, question);
      const until = Date.now() + ANSWER_MS;
      while ((await labels.count()) <= before) {
        if (Date.now() > until) throw new PlaygroundError(`"${question}" was not answered.`);
        await page.waitForTimeout(250);
      }
      // Cards come after their text.
      await page.waitForTimeout(4_000);
    },
    async until(text) {
      const found = page.getByText(text).last();
      await found.waitFor({ timeout: ANSWER_MS });
      return found;
    },
    async dislike(reason, look) {
      await page.getByRole("button", { name: "Dislike" }).last().click();
      await page.locator("[role=dialog] textarea").fill(reason);
      // It fades in.
      await page.waitForTimeout(1_000);
      await look?.();
      await page.locator("[role=dialog] button", { hasText: "Submit" }).click();
      await page.getByText("Thank you!").waitFor();
      await page.getByRole("button", { name: "Close" }).last().click();
    },
  };
  return talk;
}
