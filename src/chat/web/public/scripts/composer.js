import { icon } from "./element.js";

const MAX_CHARACTERS = 4_000;
const WARN_FROM = 3_500;

/** The question box. `onAsk` gets the trimmed text; the box is empty by then. */
export function setUpComposer({ form, box, send, counter }, onAsk) {
  send.append(icon("send"));

  function fit() {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 220)}px`;
    const { length } = box.value.trim();
    const tooLong = length > MAX_CHARACTERS;
    const left = MAX_CHARACTERS - length;
    counter.textContent = tooLong
      ? `${(-left).toLocaleString("en")} characters too many`
      : length > WARN_FROM
        ? `${left.toLocaleString("en")} characters left`
        : "";
    form.classList.toggle("is-too-long", tooLong);
    box.setAttribute("aria-invalid", String(tooLong));
    send.disabled = length === 0 || tooLong;
  }

  function submit() {
    const text = box.value.trim();
    if (text === "" || text.length > MAX_CHARACTERS) return;
    box.value = "";
    fit();
    onAsk(text);
  }

  box.addEventListener("input", fit);
  box.addEventListener("keydown", (event) => {
    // While an input method composes, Enter chooses a word; Safari says so only by code 229.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key !== "Enter" || event.shiftKey || event.altKey) return;
    event.preventDefault();
    submit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
    box.focus();
  });
  fit();

  return {
    focus: () => box.focus(),
    /** Gives a question back that the server would not take. */
    restore(text) {
      if (box.value === "") box.value = text;
      fit();
      box.focus();
    },
  };
}
