import { chatJourneys } from "../../../../contracts/chat-journeys.ts";
import { openSlackWorld } from "./slack-world.ts";

chatJourneys("Slack over HTTP", (setting) => openSlackWorld(setting, { over: "http" }));
