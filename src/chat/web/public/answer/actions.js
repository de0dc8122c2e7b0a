import { openWhy } from "../panel/why-panel.js";
import { announce } from "../scripts/announce.js";
import { element, icon } from "../scripts/element.js";
import { answerAsText } from "./sources.js";
import { createFeedbackForm, createThumbs } from "./voting.js";

/** The row under a finished answer: votes, copy, why; and the form that a thumbs-down opens. */
export function createActions({ answer, votes, onVotes }) {
  let own = votes;
  const slot = element("div", { class: "feedback-slot" });
  const thumbs = createThumbs({
    ...{ answerId: answer.id, citation: 0, votes, label: "Rate this answer" },
    onVotes(all) {
      hear(all);
      if (ownVote()?.vote === "down") openForm();
      else slot.replaceChildren();
    },
  });
  const edit = button("Say more", undefined, openForm);

  function hear(all) {
    own = all;
    thumbs.show(all);
    edit.hidden = ownVote()?.vote !== "down";
    onVotes(all);
  }

  function ownVote() {
    return own.find(({ citation }) => citation === 0);
  }

  function openForm() {
    const form = createFeedbackForm({
      ...{ answerId: answer.id, vote: ownVote(), onVotes: hear },
      onClose() {
        slot.replaceChildren();
        thumbs.element.querySelector("[aria-label='Not helpful']").focus();
      },
    });
    slot.replaceChildren(form);
    form.querySelector("input:checked, input")?.focus();
    form.scrollIntoView({ block: "nearest" });
  }

  edit.hidden = ownVote()?.vote !== "down";
  const canCopy = answer.citations.length > 0 && navigator.clipboard !== undefined;
  const row = element(
    "div",
    { class: "actions" },
    thumbs.element,
    edit,
    canCopy ? copyButton(answer) : undefined,
    button("Why this answer?", "question", (event) => openWhy(answer.id, event.currentTarget)),
  );
  return element("div", {}, row, slot);
}

function copyButton(answer) {
  const words = document.createTextNode("Copy");
  const copy = button(words, "copy", async () => {
    try {
      await navigator.clipboard.writeText(answerAsText(answer));
      words.data = "Copied";
      announce("Copied");
    } catch {
      words.data = "The browser did not allow it";
    }
    setTimeout(() => {
      words.data = "Copy";
    }, 2_500);
  });
  return copy;
}

function button(text, iconName, onclick) {
  return element(
    "button",
    { type: "button", class: "action", onclick },
    iconName && icon(iconName),
    text,
  );
}
