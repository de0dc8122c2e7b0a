import { icon } from "../scripts/element.js";

const panel = document.getElementById("panel");
const title = document.getElementById("panel-title");
const body = document.getElementById("panel-body");
const behind = [document.getElementById("center"), document.getElementById("sidebar")];
const narrow = matchMedia("(max-width: 1180px)");

let invoker;
let fallback;
let shown = 0;

/** Escape and the cross close the panel; `focusable` gets the focus when what opened it is gone. */
export function setUpPanel(focusable) {
  fallback = focusable;
  const close = document.getElementById("panel-close");
  close.append(icon("close"));
  close.addEventListener("click", () => closePanel());
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing && !panel.hidden) closePanel();
  });
  narrow.addEventListener("change", coverBehind);
}

/** Opens the panel at once and fills it when `load` has the nodes; a later opening wins. */
export async function openPanel({ heading, openedBy, load }) {
  shown += 1;
  const turn = shown;
  invoker = openedBy;
  document.querySelector("[data-opened]")?.removeAttribute("data-opened");
  openedBy.setAttribute("data-opened", "");
  title.textContent = heading;
  body.replaceChildren("Loading…");
  panel.hidden = false;
  document.body.classList.add("has-panel");
  coverBehind();
  title.focus({ preventScroll: true });
  let nodes;
  try {
    nodes = await load();
  } catch (error) {
    nodes = [
      error.status ? error.message : "The server cannot be reached; close this and try again.",
    ];
  }
  if (turn !== shown) return;
  body.replaceChildren(...nodes.filter((node) => node !== undefined));
  body.scrollTop = 0;
  const mark = body.querySelector("mark");
  if (mark && mark.offsetTop > body.clientHeight * 0.7) mark.scrollIntoView({ block: "center" });
}

export function closePanel() {
  if (panel.hidden) return;
  shown += 1;
  panel.hidden = true;
  body.replaceChildren();
  document.body.classList.remove("has-panel");
  coverBehind();
  invoker?.removeAttribute("data-opened");
  if (invoker?.isConnected) invoker.focus({ preventScroll: true });
  else fallback?.focus();
}

/** On a narrow screen the panel lies over the page, so nothing behind it can be reached. */
function coverBehind() {
  const covers = narrow.matches && !panel.hidden;
  const [center, sidebar] = behind;
  center.inert = covers;
  const sidebarIsShut = matchMedia("(max-width: 820px)").matches;
  sidebar.inert = covers || sidebarIsShut;
}
