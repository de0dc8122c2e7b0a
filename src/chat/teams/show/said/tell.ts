import type { AdminReply } from "../../../admin-reply.ts";
import type { RoomPlatform } from "../../../chat-rooms.ts";
import { personalRoomOf } from "../../address-of.ts";
import { renderReply } from "../../cards/render-reply.ts";
import type { OutgoingActivity } from "../../connect/teams-connector.ts";
import type { ShowDeps } from "../show-deps.ts";
import { sayOnce } from "./say-once.ts";

/** `RoomPlatform.tell` and `post`. */
export function createTell(deps: ShowDeps): Pick<RoomPlatform, "tell" | "post"> {
  const post = (roomId: string, reply: AdminReply, key: string) =>
    sayOnce({ key, roomId, message: activityOf(reply) }, deps);
  return {
    tell: async ({ person }, reply, key) => post(await personalRoomOf(person, deps), reply, key),
    post: ({ roomId }, reply, key) => post(roomId, reply, key),
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
