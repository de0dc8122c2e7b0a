import type { types } from "@slack/bolt";
import type { ShownAnswer } from "../../../chat-platform.ts";
import { choiceValue, shareValue, slackActions, voteValue } from "../../actions.ts";
import { cut } from "./escape.ts";
import type { Shown } from "./shown.ts";

const MOST_LABEL = 75;
const MOST_OPTION_VALUE = 150;
const MOST_OPTIONS = 50;
const MOST_OVERFLOW = 5;
const VOTED_ON = new Set(["answered", "degraded", "not-found"]);

type Row = types.ActionsBlock | types.ContextActionsBlock;

/** What may be pressed under an answer. */
export function answerButtons(answer: ShownAnswer, shown: Shown): Row[] {
  const elements = [
    ...(answer.outcome === "not-found"
      ? [button("Ask an expert", slackActions.askExpert, answer.id)]
      : []),
    // Offered whether or not there is more to see: so it tells nothing.
    ...(shown.to === "room" ? [button("Ask privately", slackActions.askPrivately, answer.id)] : []),
    ...(shown.to === "person-in-room" && answer.citations.length > 0
      ? [
          button(
            "Share with the channel",
            slackActions.share,
            shareValue(answer.id, shown.threadId),
          ),
        ]
      : []),
    ...sourceMenu(answer),
    ...takeBackMenu(answer),
  ];
  return [
    ...choiceButtons(answer),
    ...(elements.length > 0 ? [{ type: "actions" as const, elements }] : []),
    ...feedbackButtons(answer),
  ];
}

function button(label: string, actionId: string, value: string): types.Button {
  return { type: "button", text: plain(label), action_id: actionId, value };
}

function choiceButtons({ outcome, choices = [], id }: ShownAnswer): types.ActionsBlock[] {
  if (outcome !== "clarify" || choices.length === 0) return [];
  const elements = choices
    .slice(0, 10)
    .map((choice, i) =>
      button(choice || `${i + 1}`, `${slackActions.choose}:${i}`, choiceValue(id, i)),
    );
  return [{ type: "actions", elements }];
}

/** A vote against one citation by itself. */
function sourceMenu({ citations, id }: ShownAnswer): types.StaticSelect[] {
  const options = citations
    .map(({ n, title }) => ({
      text: plain(`[${n}] does not say this: ${title}`),
      value: voteValue({ answerId: id, citation: n, vote: "down" }),
    }))
    .filter(({ value }) => value.length <= MOST_OPTION_VALUE)
    .slice(0, MOST_OPTIONS);
  if (options.length === 0) return [];
  return [
    {
      type: "static_select",
      placeholder: plain("Report a source"),
      action_id: `${slackActions.vote}:citation`,
      options,
    },
  ];
}

/** Slack's own feedback buttons can be changed, but not left. */
function takeBackMenu({ outcome, citations, id: answerId }: ShownAnswer): types.Overflow[] {
  if (!VOTED_ON.has(outcome)) return [];
  const option = (label: string, citation: number) => ({
    text: plain(label),
    value: voteValue({ answerId, citation, vote: "withdrawn" }),
  });
  const options = [
    option("Take my vote back", 0),
    ...citations.map(({ n }) => option(`Take back my report of [${n}]`, n)),
  ];
  return [
    {
      type: "overflow",
      action_id: `${slackActions.vote}:back`,
      options: options.slice(0, MOST_OVERFLOW),
    },
  ];
}

function feedbackButtons({ id: answerId, outcome }: ShownAnswer): types.ContextActionsBlock[] {
  if (!VOTED_ON.has(outcome)) return [];
  const vote = (way: "up" | "down", label: string) => ({
    text: plain(label),
    value: voteValue({ answerId, citation: 0, vote: way }),
    accessibility_label: way === "up" ? "This answer helped" : "This answer did not help",
  });
  return [
    {
      type: "context_actions",
      elements: [
        {
          type: "feedback_buttons",
          action_id: slackActions.vote,
          positive_button: vote("up", "Helpful"),
          negative_button: vote("down", "Not helpful"),
        },
      ],
    },
  ];
}

function plain(text: string): types.PlainTextElement {
  const words = cut(text.replaceAll(/\s+/g, " ").trim(), MOST_LABEL);
  return { type: "plain_text", text: words || "–", emoji: false };
}
