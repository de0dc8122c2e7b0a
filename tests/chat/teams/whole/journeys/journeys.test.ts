import { teamsAbilities } from "../../../../../src/chat/teams/abilities.ts";
import { chatJourneys } from "../../../../contracts/chat-journeys/chat-journeys.ts";
import { openTeamsWorld } from "./teams-world.ts";

chatJourneys("Teams", teamsAbilities, (setting) => openTeamsWorld(setting));
