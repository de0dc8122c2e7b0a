/*
 * What buttons and modals of an answer carry: the half that shows an answer writes it, the half that
 * receives clicks reads it. An action id may have a suffix (`choose:1`), for ids have to be unique
 * within a block.
 */

/** Action ids of an answer's blocks, and what their values are made with. */
export const slackActions = {
  /** `feedback_buttons` on the whole answer, buttons or a menu on one citation: `voteValue`. */
  vote: "vote",
  /** The answer's id. */
  askPrivately: "ask-privately",
  /** `shareValue`. */
  share: "share",
  /** One button a choice: `choiceValue`. */
  choose: "choose",
  /** The answer's id. */
  askExpert: "ask-expert",
  /** The words of a command, as if they were typed. */
  command: "command",
} as const;

export type SlackAction = (typeof slackActions)[keyof typeof slackActions];

/**
 * The modal that asks why an answer is disliked; its `private_metadata` is a `voteValue`. A reason's
 * value is one of `voteReasons`; both fields may be left empty.
 */
export const reasonModal = {
  callbackId: "vote-reason",
  reason: { blockId: "reason", actionId: "reason" },
  correction: { blockId: "correction", actionId: "correction" },
} as const;

export interface VoteTarget {
  answerId: string;
  /** 0 stands for the answer as a whole. */
  citation: number;
  vote: "up" | "down" | "withdrawn";
}

export function voteValue({ vote, citation, answerId }: VoteTarget): string {
  return `${vote} ${citation} ${answerId}`;
}

/** Undefined for what `voteValue` did not make. */
export function readVoteValue(value: string): VoteTarget | undefined {
  const [, vote, citation, answerId] = /^(up|down|withdrawn) (\d{1,4}) (\S+)$/.exec(value) ?? [];
  if (vote === undefined || answerId === undefined) return undefined;
  return { vote: vote as VoteTarget["vote"], citation: Number(citation), answerId };
}

/** `threadId`: where the question is asked again for all; its room is that thread's. */
export function shareValue(answerId: string, threadId: string): string {
  return `${threadId} ${answerId}`;
}

export function readShareValue(value: string): { answerId: string; threadId: string } | undefined {
  const [, threadId, answerId] = /^(\S+) (\S+)$/.exec(value) ?? [];
  return threadId === undefined || answerId === undefined ? undefined : { threadId, answerId };
}

/** `choice` counts from 0. */
export function choiceValue(answerId: string, choice: number): string {
  return `${choice} ${answerId}`;
}

export function readChoiceValue(value: string): { answerId: string; choice: number } | undefined {
  const [, choice, answerId] = /^(\d) (\S+)$/.exec(value) ?? [];
  return answerId === undefined ? undefined : { choice: Number(choice), answerId };
}
