import { chatJourneys } from "../../../../contracts/chat-journeys.ts";
import { openSlackWorld } from "./slack-world.ts";

chatJourneys("Slack over Socket Mode", (setting) => openSlackWorld(setting, { over: "socket" }));
