import type { SlackCounterpart } from "../start-slack-counterpart.ts";
import { addTeam, addUser } from "../state/users.ts";

export interface Workspace {
  teamId: string;
  /** May install the app there. */
  admin: string;
  channels: { channel: string; who: string }[];
}

/** One more, with an admin and two channels, and somebody who asks in each. */
export function addWorkspace({ world, people }: SlackCounterpart, n: number): Workspace {
  const { id: teamId } = addTeam(world, `Workspace ${n}`);
  const add = (name: string, kind?: "admin") =>
    addUser(world, teamId, {
      name: `${name}${n}`,
      realName: `${name} ${n}`,
      ...(kind && { kind }),
    });
  const admin = add("admin", "admin");
  const [one, other] = [add("one"), add("other")];
  const channels = ["a", "b"].map((letter) => ({
    who: one.id,
    channel: people.createChannel(teamId, {
      name: `rooms-${n}-${letter}`,
      members: [admin.id, one.id, other.id],
    }),
  }));
  return { teamId, admin: admin.id, channels };
}
