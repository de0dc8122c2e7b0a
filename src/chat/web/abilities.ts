import type { PlatformAbilities } from "../chat-abilities.ts";

const ONE_READER = "The page has one reader, so there is nobody else to ask or to share with;";

/** What people can do with Footnote on its own page. */
export const webAbilities: PlatformAbilities = {
  "own-chat": {
    yes: "Each browser has its own, or whoever is signed in; it is known by a cookie.",
  },
  rooms: { no: "The page is for one person; ask in a room of Slack or Teams." },
  "known-people": {
    no: "Without sign-in, whoever is at the page is answered as a full member without groups; with it (`FOOTNOTE_SIGN_IN`), as in their own chat in Slack or Teams.",
  },
  threads: "yes",
  "follow-ups": {
    no: "Everything that is typed is a question to Footnote, so there is nothing to follow unasked.",
  },
  "auto-answer": { no: "Everything that is typed is a question to Footnote." },
  "earlier-messages": {
    no: "Nobody else speaks there; Footnote reads its own thread's questions and answers.",
  },
  edits: { no: "A question stays as it was asked; ask it again in other words." },
  deletions: { no: "A question stays in its thread; begin a new thread." },
  reactions: {
    no: "Footnote answers what is asked and nothing else, so there is nothing to mute.",
  },
  "suggested-questions": "yes",
  status: "yes",
  streaming: "yes",
  stop: { no: "An answer is written to its end; the page can be left, and shows it later." },
  choices: "yes",
  "ask-privately": { no: `${ONE_READER} each answer is private.` },
  "alone-in-room": { no: `${ONE_READER} each answer is private.` },
  share: { no: `${ONE_READER} copy the answer with its sources.` },
  "ask-expert": { no: `${ONE_READER} a vote against, with a reason, reaches the admins.` },
  votes: "yes",
  reasons: "yes",
  "source-votes": "yes",
  proposals: { no: "A correction, given with a vote against, reaches the admins instead." },
  commands: { no: "Use the command line (`npm run footnote -- help`), Slack or Teams." },
  forms: { no: "Use the command line (`footnote sources add`), Slack or Teams." },
  "secret-page": {
    no: "Secrets are given to the command line, in a file or in the environment; the links are for admins in Slack and Teams.",
  },
  progress: {
    no: "The page shows how much is indexed; the command line shows the progress of a sync.",
  },
  home: { no: "The page itself lists one's own threads and suggests questions." },
  digest: { no: "Use `footnote gaps` and `footnote feedback`, or a room of Slack or Teams." },
  "delivery-check": { yes: "The page reads what is stored, so nothing is sent twice." },
};
