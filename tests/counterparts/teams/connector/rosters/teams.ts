import type { Team } from "../../shapes/team.ts";
import { isBotIn } from "../../state/find.ts";
import type { World } from "../../world.ts";
import { Refusal } from "../refusal.ts";

/** A team's name, group and size. */
export function getTeam(world: World, teamId: string): object {
  const team = mustHave(world, teamId);
  return {
    id: team.id,
    name: team.name,
    aadGroupId: team.groupId,
    tenantId: team.tenantId,
    type: "standard",
    channelCount: channelsOf(world, team).length,
    memberCount: team.members.size,
  };
}

/** Its channels: private and shared ones only where the bot is in them. General has no name. */
export function listChannels(world: World, teamId: string): object {
  const team = mustHave(world, teamId);
  const conversations = channelsOf(world, team).map(({ id, name, channelType }) => ({
    id,
    ...(id === team.id ? {} : { name }),
    type: channelType,
  }));
  return { conversations };
}

function channelsOf(world: World, team: Team) {
  return [...world.rooms.values()].filter(
    (room) => room.teamId === team.id && isBotIn(world, room),
  );
}

function mustHave(world: World, teamId: string): Team {
  const team = world.teams.get(teamId);
  if (team === undefined) throw new Refusal(404, "NotFound", "The team was not found.");
  if (!team.isBotIn) {
    const message = "The bot is not part of the conversation roster.";
    throw new Refusal(403, "BotNotInConversationRoster", message);
  }
  return team;
}
