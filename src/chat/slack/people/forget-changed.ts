import type { SlackEvent } from "../events/slack-event.ts";
import type { Directory } from "./directory.ts";
import type { Rooms } from "./rooms.ts";

/** What an event says has changed is asked for anew. */
export function forgetChanged(
  event: SlackEvent,
  { directory, rooms }: { directory: Directory; rooms: Rooms },
): void {
  const { type, subtype = "", channel, user } = event;
  const isOfRoom = /^(?:channel|group|member|shared_channel)_/;
  if (isOfRoom.test(type) || (type === "message" && isOfRoom.test(subtype))) {
    if (channel !== undefined) rooms.forget(channel);
  } else if (type === "user_change" || type === "team_join") {
    if (user !== undefined) directory.forgetPerson(user);
  } else if (type.startsWith("subteam_")) {
    directory.forgetGroups();
  } else if (type === "app_uninstalled" || type === "tokens_revoked") {
    directory.forgetAll();
    rooms.forgetAll();
  }
}
