import { chatJourneys } from "../../contracts/chat-journeys.ts";
import { openPretendWorld } from "./pretend-world.ts";

chatJourneys("pretend platform", (setting) => openPretendWorld(setting));
