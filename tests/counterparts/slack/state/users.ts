import type { NewUser, Team, User } from "../shapes/user.ts";
import type { World } from "../world.ts";

export function addTeam(world: World, name: string): Team {
  const team = { id: world.ids.next("T"), name, domain: name.toLowerCase().replaceAll(" ", "-") };
  world.teams.set(team.id, team);
  return team;
}

export function addUser(world: World, teamId: string, user: NewUser): User {
  const kind = user.kind ?? "member";
  const isBot = kind === "bot" || kind === "app";
  const team = world.teams.get(teamId);
  const added: User = {
    id: world.ids.next("U"),
    teamId,
    name: user.name,
    realName: user.realName ?? user.name,
    email: isBot ? undefined : (user.email ?? `${user.name}@${team?.domain ?? "acme"}.test`),
    emailConfirmed: user.emailConfirmed ?? true,
    kind,
    deactivated: false,
    updatedAt: world.clock.now(),
    botId: isBot ? world.ids.next("B") : undefined,
    locale: user.locale ?? "en-GB",
    tz: user.tz ?? "Europe/Berlin",
  };
  world.users.set(added.id, added);
  return added;
}

/** By id, or by name where only one person has it. */
export function findUser(world: World, idOrName: string): User {
  const byId = world.users.get(idOrName);
  if (byId !== undefined) return byId;
  const named = [...world.users.values()].filter((user) => user.name === idOrName);
  const [user] = named;
  if (user !== undefined && named.length === 1) return user;
  throw new Error(
    named.length > 1
      ? `${named.length} people are called ${idOrName}: give an id`
      : `nobody is called ${idOrName} here`,
  );
}

export function isGuest(user: User): boolean {
  return user.kind === "guest" || user.kind === "single-channel-guest";
}
