import { announce } from "../scripts/announce.js";
import { deleteVote, postVote } from "../scripts/api.js";
import { element, icon } from "../scripts/element.js";

/**
 * Two thumbs for an answer (`citation` 0) or one of its citations. Pressing a pressed thumb takes
 * the vote back. `onVotes` hears all of this person's votes on the answer after each change.
 */
export function createThumbs({ answerId, citation, votes, label, onVotes }) {
  const said = element("span", { class: "said", role: "status" });
  const thumbs = { up: thumb("up", "Helpful"), down: thumb("down", "Not helpful") };
  let current;

  function thumb(vote, name) {
    return element(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": name,
        title: name,
        onclick: () => press(vote),
      },
      icon(vote),
    );
  }

  function show(all) {
    current = all.find((vote) => vote.citation === citation)?.vote;
    for (const [vote, button] of Object.entries(thumbs)) {
      button.setAttribute("aria-pressed", String(vote === current));
    }
  }

  async function press(vote) {
    const withdraws = vote === current;
    try {
      const { votes: all } = withdraws
        ? await deleteVote(answerId, citation)
        : await postVote(answerId, { vote, citation });
      show(all);
      said.textContent = withdraws ? "Vote taken back" : "Vote saved";
      onVotes(all);
    } catch (error) {
      said.textContent = error.status ? error.message : "Not saved: the server cannot be reached.";
    }
  }

  show(votes);
  const group = element(
    "div",
    { class: "thumbs", role: "group", "aria-label": label },
    thumbs.up,
    thumbs.down,
    said,
  );
  return { element: group, show };
}

const REASONS = [
  ["wrong", "Wrong"],
  ["outdated", "Outdated"],
  ["incomplete", "Incomplete"],
  ["wrong-source", "Wrong source"],
  ["should-not-have-seen", "I should not have seen this"],
  ["other", "Something else"],
];

/** Asks for the reason of a thumbs-down and what would be right; saving replaces the vote. */
export function createFeedbackForm({ answerId, vote, onVotes, onClose }) {
  const name = `reason-${answerId}`;
  const problem = element("p", { class: "form-problem", role: "status" });
  const correction = element("textarea", { rows: "3", maxlength: "4000" });
  correction.value = vote?.correction ?? "";
  const chips = REASONS.map(([value, text]) => {
    const radio = element("input", { type: "radio", name, value, checked: vote?.reason === value });
    return element("label", { class: "chip" }, radio, element("span", {}, text));
  });

  async function save(event) {
    event.preventDefault();
    const reason = new FormData(form).get(name) ?? undefined;
    await change(
      () => postVote(answerId, { vote: "down", reason, correction: correction.value, citation: 0 }),
      "Saved, thank you",
    );
  }

  async function change(act, done) {
    try {
      const { votes } = await act();
      announce(done);
      onVotes(votes);
      onClose();
    } catch (error) {
      problem.textContent = error.status
        ? error.message
        : "Not saved: the server cannot be reached.";
    }
  }

  const takeBack = () => change(() => deleteVote(answerId, 0), "Vote taken back");
  const form = element(
    "form",
    {
      class: "feedback",
      onsubmit: save,
      onkeydown: (event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      },
    },
    element("fieldset", {}, element("legend", {}, "What is wrong with it?"), chips),
    element("label", { class: "correction" }, "What would be right? (optional)", correction),
    problem,
    element(
      "div",
      { class: "form-buttons" },
      element("button", { type: "submit", class: "button is-primary" }, "Save"),
      element("button", { type: "button", class: "button", onclick: onClose }, "Close"),
      element(
        "button",
        { type: "button", class: "button is-quiet", onclick: takeBack },
        "Take my vote back",
      ),
    ),
  );
  return form;
}
