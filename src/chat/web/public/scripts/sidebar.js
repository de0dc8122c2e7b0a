import { formatAgo } from "./dates.js";
import { element, icon } from "./element.js";

const narrow = matchMedia("(max-width: 820px)");

/** The list of threads; on narrow screens it slides in over the page. */
export function setUpSidebar({ sidebar, menu, backdrop, center }) {
  menu.append(icon("menu"));
  let isOpen = false;

  function show() {
    const covers = narrow.matches && isOpen;
    sidebar.classList.toggle("is-open", covers);
    sidebar.inert = narrow.matches && !isOpen;
    center.inert = covers;
    backdrop.hidden = !covers;
    menu.setAttribute("aria-expanded", String(covers));
  }

  function setOpen(open) {
    const wasOpen = isOpen;
    isOpen = open;
    show();
    if (!narrow.matches) return;
    if (open) sidebar.querySelector("a, button")?.focus();
    else if (wasOpen) menu.focus();
  }

  menu.addEventListener("click", () => setOpen(!isOpen));
  backdrop.addEventListener("click", () => setOpen(false));
  sidebar.addEventListener("click", (event) => {
    if (event.target.closest("a")) setOpen(false);
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen) setOpen(false);
  });
  narrow.addEventListener("change", show);
  show();
}

/** Fills the list; the thread that is open is marked. */
export function showThreads(list, threads, openThreadId) {
  list.replaceChildren(
    ...threads.map(({ threadId, title, lastAskedAt }) =>
      element(
        "li",
        {},
        element(
          "a",
          {
            href: `#thread=${threadId}`,
            title,
            "aria-current": threadId === openThreadId ? "page" : undefined,
          },
          element("span", { class: "thread-name" }, title),
          element("span", { class: "thread-time" }, formatAgo(lastAskedAt)),
        ),
      ),
    ),
  );
}

/** What the index holds, in a line a source. */
export function showIndexStatus(place, sources) {
  const lines = sources.map((source) => {
    const synced = source.lastSyncFinishedAt;
    return element(
      "li",
      {},
      element("span", { class: "source-name" }, source.name),
      element(
        "span",
        { class: "source-state" },
        `${count(source.documents, "document")}, ${synced ? `synced ${formatAgo(synced)}` : "syncing for the first time"}`,
      ),
      (source.waitingVectors > 0 &&
        element(
          "span",
          { class: "source-state" },
          `${count(source.waitingVectors, "passage")} found by words only, for now`,
        )) ||
        undefined,
    );
  });
  const none = element("p", {}, "No source is connected yet.");
  place.replaceChildren(
    element("h2", {}, "Sources"),
    lines.length > 0 ? element("ul", {}, ...lines) : none,
  );
}

function count(number, word) {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}
