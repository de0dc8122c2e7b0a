import { slackAbilities } from "../../../../../src/chat/slack/abilities.ts";
import { chatJourneys } from "../../../../contracts/chat-journeys/chat-journeys.ts";
import { openSlackWorld } from "./slack-world.ts";

// Once for each kind of what Slack sends: messages and their changes, presses, forms, commands. What
// comes of a question (outcomes), and where (places), is the same whichever way it came.
chatJourneys(
  "Slack over HTTP",
  slackAbilities,
  (setting) => openSlackWorld(setting, { over: "http" }),
  ["asking", "changes", "feedback", "privacy"],
);
