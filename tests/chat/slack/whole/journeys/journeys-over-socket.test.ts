import { slackAbilities } from "../../../../../src/chat/slack/abilities.ts";
import { chatJourneys } from "../../../../contracts/chat-journeys/chat-journeys.ts";
import { openSlackWorld } from "./slack-world.ts";

chatJourneys("Slack over Socket Mode", slackAbilities, (setting) =>
  openSlackWorld(setting, { over: "socket" }),
);
