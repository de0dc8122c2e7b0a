import type { PlatformAbilities } from "../chat-abilities.ts";

/** What people can do with Footnote in Slack. */
export const slackAbilities: PlatformAbilities = {
  "own-chat": "yes",
  rooms: { yes: "Public and private channels, and group messages where the app is." },
  "known-people": {
    yes: "By the e-mail address of their Slack account, their user groups and channels.",
  },
  threads: "yes",
  "follow-ups": "yes",
  "auto-answer": "yes",
  "earlier-messages": "yes",
  edits: "yes",
  deletions: "yes",
  reactions: "yes",
  "suggested-questions": "yes",
  status: "yes",
  streaming: {
    yes: "As many at once as Slack allows in a minute; the answers beyond come as one message each.",
  },
  stop: "yes",
  choices: "yes",
  "ask-privately": "yes",
  "alone-in-room": {
    yes: "Until Slack is started anew; somebody who is not in the channel gets a direct message.",
  },
  share: "yes",
  "ask-expert": "yes",
  votes: "yes",
  reasons: "yes",
  "source-votes": {
    yes: "Against a source; a vote for one is not offered.",
  },
  proposals: { yes: "From a message's menu." },
  commands: { yes: "As `/footnote …`." },
  forms: "yes",
  "secret-page": "yes",
  progress: "yes",
  home: "yes",
  digest: "yes",
  "delivery-check": "yes",
};
