import { openCitation } from "../panel/citation-panel.js";
import { announce, spokenSentence } from "../scripts/announce.js";
import { postOpened } from "../scripts/api.js";
import { element } from "../scripts/element.js";
import { createActions } from "./actions.js";
import { morphChildren } from "./morph.js";
import { renderFollowUp, renderNotices, renderOutcome } from "./outcome.js";
import { renderBlocks } from "./render-blocks.js";
import { renderSources } from "./sources.js";

const SPOKEN = {
  answered: "Answer complete",
  "not-found": "Nothing found in the documents",
  clarify: "The question has several readings; choose one",
  degraded: "The language model is away; passages are quoted",
  busy: "Too many questions are waiting",
  failed: "The question could not be answered",
};

let turnCount = 0;

/** A question and its answer, from the first status line to the votes. */
export function createTurn(view, { ask }) {
  turnCount += 1;
  const headingId = `question-${turnCount}`;
  const status = element("p", { class: "working" }, "Sending");
  const above = element("div", { class: "above" });
  const text = element("div", { class: "prose answer-text" });
  const below = element("div", { class: "below" });
  const body = element("div", { class: "answer", "aria-busy": "true" }, above, text, status, below);
  const turn = element(
    "article",
    { class: "turn", "aria-labelledby": headingId },
    element("h2", { class: "question", id: headingId, dir: "auto" }, view.question),
    body,
  );
  let answerId = view.id;
  let { votes } = view;
  const askAgain = () => ask(view.question);
  // A choice alone often says too little to find anything; rooms ask it like this as well.
  const choose = (choice) => ask(`${view.question} (${choice})`);

  // The middle button opens a link as well, and is no click.
  for (const press of ["click", "auxclick"]) {
    body.addEventListener(press, (event) => {
      const link = event.target.closest("[data-opens]");
      if (link !== null && event.button < 2) postOpened(answerId, Number(link.dataset.opens));
    });
  }
  body.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-citation]");
    if (mark === null || answerId === undefined) return;
    postOpened(answerId, Number(mark.dataset.citation));
    openCitation({ answerId, n: Number(mark.dataset.citation), invoker: mark, votes, onVotes });
  });

  function onVotes(all) {
    votes = all;
  }

  function showText({ blocks, citations }) {
    const titles = new Map(citations.map(({ n, title }) => [n, title]));
    morphChildren(text, renderBlocks(blocks, { titles }));
  }

  function finish(answer, changed) {
    status.remove();
    body.setAttribute("aria-busy", "false");
    turn.dataset.outcome = answer.outcome;
    showText(answer);
    above.replaceChildren(...present(renderOutcome(answer, { askAgain })));
    // Below the text, which would jump otherwise when the answer is complete.
    below.replaceChildren(
      ...renderNotices(answer, changed, { askAgain }),
      ...present(renderFollowUp(answer, { choose })),
      ...present(renderSources(answer.citations, changed)),
      ...present(canRate(answer) ? createActions({ answer, votes, onVotes }) : undefined),
    );
  }

  function receive(event) {
    if (event.type === "status") {
      status.textContent = event.text;
    } else if (event.type === "sentence") {
      showText(event);
      announce(spokenSentence(event.text));
    } else if (event.type === "finished") {
      finish(event.answer, []);
      announce(SPOKEN[event.answer.outcome]);
    } else if (event.type === "gone") {
      status.textContent = "The server no longer knows this question.";
      status.classList.add("has-ended");
    }
  }

  if (view.answer) finish(view.answer, view.changedCitations);
  else if (view.id) status.textContent = "Waiting for its turn";
  return {
    element: turn,
    receive,
    setAnswerId(id) {
      answerId = id;
      if (status.textContent === "Sending") status.textContent = "Waiting for its turn";
    },
  };
}

function canRate({ outcome }) {
  return outcome !== "busy" && outcome !== "failed";
}

function present(node) {
  return node === undefined ? [] : [node];
}
