import type { PlatformAbilities } from "../chat-abilities.ts";

/** What people can do with Footnote in Microsoft Teams. */
export const teamsAbilities: PlatformAbilities = {
  "own-chat": "yes",
  rooms: { yes: "Channels of teams, group chats and chats of meetings where the app is." },
  "known-people": {
    yes: "By their Entra account; their Entra groups only with Microsoft Graph (`TEAMS_GRAPH=on`).",
  },
  threads: {
    yes: "In channels. A chat has no threads: a pause of more than 30 minutes begins a new one.",
  },
  "follow-ups": {
    yes: "Where resource-specific consent was granted to the app; elsewhere Footnote does not hear what does not name it, and people name it again.",
  },
  "auto-answer": { yes: "Where resource-specific consent was granted to the app." },
  "earlier-messages": {
    yes: "With Microsoft Graph (`TEAMS_GRAPH=on`); without it, only questions that Footnote was asked and what it answered.",
  },
  edits: { yes: "Of messages that Footnote hears: those that name it, all with consent." },
  deletions: { yes: "Of messages that Footnote hears: those that name it, all with consent." },
  reactions: {
    yes: "On messages of Footnote only, any of them; Teams tells a bot of no other reactions.",
  },
  "suggested-questions": "yes",
  status: { yes: "In one's own chat in words, in rooms as the sign that somebody is typing." },
  streaming: { yes: "In one's own chat; in rooms an answer is one message." },
  stop: { yes: "In one's own chat, where answers stream." },
  choices: "yes",
  "ask-privately": {
    yes: "The answer comes in one's own chat with Footnote, which has to be opened once.",
  },
  "alone-in-room": {
    no: "Teams has no message for one person in a room: what is for one alone comes in their own chat with Footnote.",
  },
  share: { yes: "From one's own chat to the thread in which the question was asked." },
  "ask-expert": {
    yes: "What the expert answers is heard where resource-specific consent was granted, or where they name Footnote.",
  },
  votes: "yes",
  reasons: "yes",
  "source-votes": "yes",
  proposals: { yes: "From a message's menu." },
  commands: {
    yes: "As `@Footnote /…` in rooms and `/…` in one's own chat, where the answer comes.",
  },
  forms: { yes: "As a card in one's own chat." },
  "secret-page": "yes",
  progress: "yes",
  home: {
    no: "Teams gives bots no page for each person: what it would show comes by commands (`/help`, `/sources`, `/gaps`, `/feedback`, `/verified`) in one's own chat.",
  },
  digest: "yes",
  "delivery-check": {
    no: "Teams lets a bot look at none of its messages: what may be lost is sent once more at most, marked as a possible repeat.",
  },
};
