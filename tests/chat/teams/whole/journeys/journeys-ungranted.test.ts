import type { ChatAbility, PlatformAbilities } from "../../../../../src/chat/chat-abilities.ts";
import { teamsAbilities } from "../../../../../src/chat/teams/abilities.ts";
import { chatJourneys } from "../../../../contracts/chat-journeys/chat-journeys.ts";
import { openTeamsWorld } from "./teams-world.ts";

/** What the declarations tie to Microsoft Graph and to resource-specific consent. */
const tied: ChatAbility[] = ["earlier-messages", "follow-ups", "auto-answer"];

const ungranted: PlatformAbilities = {
  ...teamsAbilities,
  ...Object.fromEntries(
    tied.map((ability) => {
      const here = teamsAbilities[ability];
      return [ability, { no: typeof here === "object" && "yes" in here ? here.yes : "" }];
    }),
  ),
};

// Without either, the rest holds; what does not depend on them is walked with them.
chatJourneys(
  "Teams without Graph and consent",
  ungranted,
  (setting) => openTeamsWorld(setting, { isGranted: false }),
  ["asking", "follow-ups", "privacy", "places"],
);
