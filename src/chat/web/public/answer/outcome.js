import { formatDay } from "../scripts/dates.js";
import { element, icon, outsideLink } from "../scripts/element.js";
import { sourceHref } from "./sources.js";

/** What stands above an answer's text, by its outcome. */
export function renderOutcome(answer, { askAgain }) {
  switch (answer.outcome) {
    case "degraded":
      return notice("warning", "The language model is away. Passages are quoted as they stand.");
    case "not-found":
      return answer.text
        ? undefined
        : element("p", { class: "lead" }, "I found nothing in the documents that answers this.");
    case "clarify":
      return answer.text
        ? undefined
        : element("p", { class: "lead" }, "Which of these do you mean?");
    case "busy":
      return renderBusy(answer, askAgain);
    case "failed":
      return element(
        "div",
        { class: "notice is-bad", role: "alert" },
        icon("warning"),
        element(
          "div",
          {},
          element(
            "div",
            {},
            element("p", {}, "Sorry, something broke while I was looking. Your question is kept."),
            element(
              "p",
              {},
              "Trace id for whoever runs this: ",
              element("code", {}, answer.traceId),
            ),
          ),
          retryButton(askAgain),
        ),
      );
    default:
      return undefined;
  }
}

/** What stands below the text: choices to ask instead, or documents that come near. */
export function renderFollowUp(answer, { choose }) {
  if (answer.outcome === "clarify" && answer.choices?.length) {
    return element(
      "ul",
      { class: "choices", "aria-label": "Choose what you mean" },
      answer.choices.map((choice) =>
        element(
          "li",
          {},
          element("button", { type: "button", onclick: () => choose(choice) }, choice),
        ),
      ),
    );
  }
  if (answer.outcome === "not-found" && answer.nearest.length > 0) {
    return element(
      "section",
      { class: "nearest" },
      element("h3", {}, "These documents come nearest"),
      element(
        "ul",
        {},
        answer.nearest.map((near) => element("li", {}, outsideLink(sourceHref(near), near.title))),
      ),
    );
  }
  return undefined;
}

/** Warnings of the answer, and that a source is another one by now. */
export function renderNotices(answer, changed, { askAgain }) {
  const notices = (answer.warnings ?? []).map(({ kind, text }) =>
    notice(kind === "old" ? "clock" : "warning", text),
  );
  if (answer.verified) {
    const { by, at } = answer.verified;
    notices.unshift(notice("check", `Verified by ${by} on ${formatDay(at)}`));
  }
  if (changed.length > 0) {
    const text =
      changed.length === 1
        ? `Source ${changed[0]} has changed since this answer.`
        : `Sources ${changed.join(", ")} have changed since this answer.`;
    notices.push(notice("clock", text, retryButton(askAgain, "Ask again")));
  }
  return notices;
}

function notice(iconName, text, ...more) {
  return element(
    "div",
    { class: "notice" },
    icon(iconName),
    element("div", {}, element("p", {}, text), more),
  );
}

function renderBusy({ text, retryAfterMs = 5_000 }, askAgain) {
  const until = Date.now() + retryAfterMs;
  // The answer's own text says whose limit it is.
  const sentence = text ? "" : element("p", {}, "Too many questions are waiting at the moment.");
  const words = element("p", {});
  const button = retryButton(askAgain);
  const box = element(
    "div",
    { class: "notice" },
    icon("clock"),
    element("div", {}, element("div", {}, sentence, words), button),
  );
  function tick() {
    const seconds = Math.ceil((until - Date.now()) / 1_000);
    words.textContent = seconds > 0 ? `Try again in ${seconds} s.` : "You can try again now.";
    button.disabled = seconds > 0;
    if (seconds > 0) setTimeout(tick, 500);
  }
  tick();
  return box;
}

function retryButton(askAgain, text = "Try again") {
  return element("button", { type: "button", class: "button", onclick: askAgain }, text);
}
