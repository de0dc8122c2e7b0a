import type { RoomPlatform } from "../../chat-rooms.ts";
import { createLinkTo } from "./link-to.ts";
import { createSay } from "./said/say.ts";
import { createSuggestQuestions } from "./said/suggest-questions.ts";
import { createTell } from "./said/tell.ts";
import { showAnswer } from "./show-answer.ts";
import type { ShowDeps } from "./show-deps.ts";
import { withdrawAnswer } from "./withdraw-answer.ts";

export type Show = Required<
  Pick<
    RoomPlatform,
    | "showAnswer"
    | "withdrawAnswer"
    | "say"
    | "unsay"
    | "stillStands"
    | "post"
    | "tell"
    | "suggestQuestions"
    | "linkTo"
  >
>;

/** The outward half of Teams: everything that the bot says there. */
export function createShow(given: Omit<ShowDeps, "streaming">): Show {
  const deps: ShowDeps = { ...given, streaming: new Set() };
  const linkTo = createLinkTo(deps);
  return {
    showAnswer: (place, answerId, events, memory, signal) =>
      showAnswer(place, answerId, events, memory, signal, { ...deps, linkTo }),
    withdrawAnswer: (place, _answerId, memory) => withdrawAnswer(place, memory, deps),
    ...createSay(deps, linkTo),
    ...createTell(deps),
    // Teams does not tell: what was deleted comes as an event.
    stillStands: async () => true,
    suggestQuestions: createSuggestQuestions(deps),
    linkTo: (messageId) => linkTo(messageId),
  };
}
