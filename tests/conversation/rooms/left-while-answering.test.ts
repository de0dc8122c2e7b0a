import { expect, test } from "vitest";
import { ChatError } from "../../../src/chat/chat-error.ts";
import { LEAVE } from "../../contracts/chat-journeys/world/setting.ts";
import { openWorld } from "./pretend-world.ts";

const LOOKS = { accepted: 1, prepared: 2, written: 3 };

test.each([
  ["before it is prepared", LOOKS.prepared, "failed", "find out who would see this answer"],
  ["before it is written", LOOKS.written, "not-found", ""],
])(
  "a room left %s counts as nobody's: nothing is quoted, and no job fails",
  async (_, lastLook, outcome, text) => {
    let [looks, now] = [0, 60_000];
    const world = await openWorld({
      // Who is there is asked for again after a while.
      now: () => {
        now += 2_000;
        return now;
      },
      maxAttempts: 2,
      async before(call) {
        if (call !== "audience") return;
        looks += 1;
        if (looks >= lastLook) throw new ChatError("unknown-room", "The bot was taken out.");
      },
    });
    const room = await world.addRoom("open", ["ana", "ben"]);
    const { messageId } = await world.say("ana", room, LEAVE, { mention: true });
    await world.settle();
    expect(looks).toBeGreaterThanOrEqual(lastLook);
    const record = await world.storage.answers.get(messageId);
    expect(record).toMatchObject({ outcome, answer: { text: expect.stringContaining(text) } });
    expect(JSON.stringify(record)).not.toContain("24 days");
    expect(await world.app.queue.deadLetters(10)).toEqual([]);
  },
);
