import { chatJourneys } from "../../../contracts/chat-journeys/chat-journeys.ts";
import { openPretendWorld } from "../pretend-world.ts";
import { pretendAbilities } from "./pretend-abilities.ts";

chatJourneys("pretend platform", pretendAbilities, openPretendWorld);
