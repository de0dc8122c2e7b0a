import { expect } from "vitest";
import { slackActions } from "../../../../src/chat/slack/actions.ts";
import type { WorldSetting } from "../../../contracts/chat-journeys/world/chat-world.ts";
import { SETTING } from "../../../contracts/chat-journeys/world/setting.ts";
import type { Message } from "../../../counterparts/slack/shapes/message.ts";
import { findChannel } from "../../../counterparts/slack/state/channels.ts";
import { buttonOf, textOf, told } from "../commands/start-admin.ts";
import { openSlackWorld } from "../whole/journeys/slack-world.ts";

export const BONUS = "How large is the bonus pool for executives?";
export const OFFER = "Share my answer as it is";

/** Ana was told alone, in a channel with ben, what ben may not read. */
export async function startSharing(setting: Partial<WorldSetting> = {}) {
  const world = await openSlackWorld({ ...SETTING, ...setting }, { over: "http" });
  const { slack, app, give } = world.started;
  const room = await world.addRoom("open", ["adam", "ana", "ben"]);
  const said = await world.say("ana", room, BONUS, { mention: true });
  await world.settle();
  await world.askPrivately("ana", said.messageId, said);
  await world.settle();
  const own = (await world.sees("ana", said)).at(-1);
  expect(own).toMatchObject({ onlyTo: "ana", text: expect.stringContaining("730000 EUR") });
  const answerId = own?.answer?.id ?? "";

  /** What the bot told somebody alone, in their own conversation. */
  const toldTo = (who: string): Message[] => {
    try {
      return told({ slack }, who);
    } catch {
      return [];
    }
  };
  /** An answer to a command, where it was given. */
  const whispers = (who: string): string[] =>
    findChannel(slack.world, `@${who}`)
      .ephemeral.filter(({ ephemeralFor }) => ephemeralFor !== undefined)
      .map(textOf);

  /** The offer that ana has been made. */
  function offer(): { message: Message; actionId: string; value: string; confirm: string } {
    const message = toldTo("ana").at(-1);
    if (message === undefined) throw new Error("ana was told nothing");
    const { action_id: actionId, value, confirm } = buttonOf(message, OFFER);
    return { message, actionId, value, confirm: confirm?.text.text ?? "" };
  }

  return {
    ...{ world, slack, app, room, said, answerId, toldTo, offer },
    channel: room.split(":")[2] ?? "",
    allow: (isOn = true) => give("adam", `channel share-as-is ${isOn ? "on" : "off"}`, "#room-1"),
    async share(): Promise<void> {
      await world.share("ana", answerId, said);
      await world.settle();
    },
    /** She presses it and gets an answer. */
    async press(): Promise<string> {
      const { message, actionId } = offer();
      slack.people.click("ana", message, actionId);
      await world.settle();
      return whispers("ana").at(-1) ?? "";
    },
    /** Somebody sends what is on her button, though no screen of theirs shows it. */
    async craft(who: string, value: string, where = room): Promise<void> {
      await slack.people.forge(who, "block_actions", {
        container: { type: "message", channel_id: where.split(":")[2], message_ts: "1.2" },
        actions: [
          { type: "button", action_id: `${slackActions.command}:1`, action_ts: "1.2", value },
        ],
      });
      await world.settle();
    },
    /** What the bot has posted for all who are in the channel. */
    posted: (): Message[] =>
      findChannel(slack.world, room.split(":")[2] ?? "").messages.filter(
        ({ user }) => user === slack.company.botUserId,
      ),
    audited: async () =>
      (await app.storage.audit.list(100)).filter(
        ({ action }) => action === "answer.shared-beyond-audience",
      ),
  };
}
