/*
 * What buttons of cards carry: the half that shows a card writes it, the half that receives invokes
 * reads it. All are `Action.Execute`; Teams hands `verb` and `data` back, with the card's inputs
 * merged into `data`. A person can send whatever they like: nothing in it is believed.
 */

/** Verbs, and the fields of their `data`. */
export const teamsVerbs = {
  /** `answerId`; votes on the whole answer or on the citation that the input `citation` names. */
  vote: "footnote.vote",
  askPrivately: "footnote.ask-privately",
  /** `answerId`: its question is asked again for all, in the thread that it came from. */
  share: "footnote.share",
  /** `answerId`, `choice` from 0. */
  choose: "footnote.choose",
  askExpert: "footnote.ask-expert",
  /** `command`: its words, as if they were typed. */
  command: "footnote.command",
  /** The same about a `room`, pressed elsewhere; whoever presses it has to be in that room. */
  roomCommand: "footnote.room-command",
  /** `kind`, `source`?: the form for it, filled in; inputs are called as its fields. */
  sourceForm: "footnote.source-form",
} as const;

export type TeamsVerb = (typeof teamsVerbs)[keyof typeof teamsVerbs];

/** Names of inputs, which Teams merges into `data`. */
export const teamsInputs = {
  citation: "citation",
  reason: "reason",
  correction: "correction",
} as const;
