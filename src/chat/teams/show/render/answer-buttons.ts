import type { ShownAnswer } from "../../../chat-platform.ts";
import { teamsInputs, teamsVerbs } from "../../actions.ts";
import {
  type ActionSet,
  actionSet,
  button,
  type CardAction,
  type ShowCardAction,
} from "../../cards/elements.ts";
import { plain } from "../../cards/plain-text.ts";
import type { Shown } from "./shown.ts";

const MOST_CHOICES = 6;
const MOST_REPORTED = 20;
const MOST_TITLE = 100;
const VOTED_ON = new Set(["answered", "degraded", "not-found"]);

/** Whether people are asked if an answer helped. */
export function isVotedOn({ outcome, stopped, text }: ShownAnswer): boolean {
  return VOTED_ON.has(outcome) && (stopped === undefined || text !== "");
}

/** What may be pressed under an answer. */
export function answerButtons(
  answer: ShownAnswer,
  shown: Shown,
  { hasReports }: { hasReports: boolean },
): ActionSet[] {
  const { id: answerId, outcome, citations } = answer;
  const { askExpert, askPrivately, share, vote } = teamsVerbs;
  const actions: CardAction[] = [
    ...(outcome === "not-found" ? [button(askExpert, { answerId }, "Ask an expert")] : []),
    // Offered whether or not there is more to see: so it tells nothing.
    ...(shown.to === "room" ? [button(askPrivately, { answerId }, "Ask privately")] : []),
    ...(shown.to === "person" && citations.length > 0
      ? [button(share, { answerId }, `Share with the ${shown.place}`)]
      : []),
    ...(hasReports ? reportMenu(answer) : []),
    // Teams' own buttons below a message can be pressed, but not left.
    ...(isVotedOn(answer)
      ? [button(vote, { answerId, vote: "withdrawn" }, "Take my vote back")]
      : []),
  ];
  return [...choiceButtons(answer), ...(actions.length > 0 ? [actionSet(actions)] : [])];
}

function choiceButtons({ outcome, choices = [], id: answerId }: ShownAnswer): ActionSet[] {
  if (outcome !== "clarify" || choices.length === 0) return [];
  const actions = choices
    .slice(0, MOST_CHOICES)
    .map((words, choice) =>
      button(teamsVerbs.choose, { answerId, choice }, plain(words, 200).trim() || `${choice + 1}`),
    );
  return [actionSet(actions)];
}

/** A vote against one citation by itself. */
function reportMenu({ citations, id: answerId }: ShownAnswer): ShowCardAction[] {
  if (citations.length === 0) return [];
  const choices = citations.slice(0, MOST_REPORTED).map(({ n, title }) => ({
    title: plain(`[${n}] ${title}`, MOST_TITLE),
    value: String(n),
  }));
  const report = (vote: "down" | "withdrawn", title: string) =>
    button(teamsVerbs.vote, { answerId, vote }, title, { withInputs: true });
  return [
    {
      type: "Action.ShowCard",
      title: "Report a source",
      card: {
        type: "AdaptiveCard",
        body: [
          {
            type: "Input.ChoiceSet",
            id: teamsInputs.citation,
            label: "Which source does not say what the answer says?",
            style: "compact",
            choices,
            isRequired: true,
            errorMessage: "Please choose a source.",
          },
        ],
        actions: [report("down", "Report it"), report("withdrawn", "Take my report back")],
      },
    },
  ];
}
