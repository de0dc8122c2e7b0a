import type { Channel } from "../shapes/channel.ts";
import type { User } from "../shapes/user.ts";
import { findChannel } from "../state/channels.ts";
import type { World } from "../world.ts";

/** What the page shows, as it stands in its address. */
export interface PageState {
  viewer: User;
  channel: Channel;
  /** The thread at the side. */
  thread: string | undefined;
  home: boolean;
  theme: string;
  /** What went wrong with the last thing that was done. */
  problem: string;
}

export function readState(world: World, query: URLSearchParams): PageState {
  const person = [...world.users.values()].find(
    ({ id, name }) => id === query.get("as") || name === query.get("as"),
  );
  const viewer = person ?? [...world.users.values()].find(({ name }) => name === "amy");
  if (viewer === undefined) throw new Error("nobody is here to look");
  const asked = query.get("channel") ?? "general";
  const visible = channelsOf(world, viewer);
  const direct = asked === "app" ? findChannel(world, `@${viewer.id}`) : undefined;
  const channel =
    direct ?? visible.find(({ id, name }) => id === asked || name === asked) ?? visible[0];
  if (channel === undefined) throw new Error(`${viewer.name} is in no channel`);
  return {
    viewer,
    channel,
    thread: query.get("thread") ?? undefined,
    home: query.get("home") !== null,
    theme: query.get("theme") ?? "",
    problem: query.get("problem") ?? "",
  };
}

export function channelsOf(world: World, viewer: User): Channel[] {
  return [...world.channels.values()].filter(({ members }) => members.has(viewer.id));
}

/** The page's address with something changed in it. */
export function address(state: PageState, change: Record<string, string | undefined> = {}): string {
  const fields: Record<string, string | undefined> = {
    as: state.viewer.id,
    channel: state.channel.id,
    thread: state.thread,
    home: state.home ? "1" : undefined,
    theme: state.theme === "" ? undefined : state.theme,
    ...change,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== "") query.set(name, value);
  }
  return `/?${query}`;
}
