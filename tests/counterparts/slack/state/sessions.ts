import type { Session, World } from "../world.ts";

/** The agent's session in a thread, made where there is none. */
export function sessionIn(world: World, channelId: string, threadTs: string): Session {
  const key = `${channelId}:${threadTs}`;
  const found = world.sessions.get(key);
  if (found !== undefined) return found;
  const session: Session = {
    status: "active",
    title: undefined,
    line: "",
    loadingMessages: [],
    initiator: undefined,
  };
  world.sessions.set(key, session);
  return session;
}
