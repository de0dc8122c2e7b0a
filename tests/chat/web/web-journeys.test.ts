import { webAbilities } from "../../../src/chat/web/abilities.ts";
import { chatJourneys } from "../../contracts/chat-journeys/chat-journeys.ts";
import { openWebWorld } from "./web-world.ts";

chatJourneys("web chat", webAbilities, openWebWorld);
