import type { AdminReply } from "../../../admin-reply.ts";
import type { RoomPlatform } from "../../../chat-rooms.ts";
import { addressOf, personalRoomOf } from "../../address-of.ts";
import { renderReply } from "../../cards/render-reply.ts";
import type { OutgoingActivity } from "../../connect/teams-connector.ts";
import type { ShowDeps } from "../show-deps.ts";
import { oneAtATime, sayOnce } from "./say-once.ts";

/** `RoomPlatform.tell` and `post`. */
export function createTell(deps: ShowDeps): Pick<RoomPlatform, "tell" | "post"> {
  const once = oneAtATime();

  async function send(roomId: string, reply: AdminReply, key: string): Promise<void> {
    const to = await addressOf({ roomId }, deps);
    await sayOnce({ key, roomId, to, versions: [activityOf(reply)] }, deps);
  }

  return {
    tell: ({ person }, reply, key) =>
      once(key, async () => send(await personalRoomOf(person, deps), reply, key)),
    post: ({ roomId }, reply, key) => once(key, () => send(roomId, reply, key)),
  };
}

function activityOf(reply: AdminReply): OutgoingActivity {
  const { text, ...rest } = renderReply(reply);
  return {
    type: "message",
    ...(text === undefined ? {} : { text, textFormat: "markdown" }),
    ...rest,
  };
}
