const SVG = "http://www.w3.org/2000/svg";

/**
 * Makes an element. Properties that start with `on` listen, the others are attributes; false, null
 * and undefined are left out. Children are nodes or text, and text is never read as HTML.
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null));
  return made;
}

const PATHS = {
  menu: "M4 6h16M4 12h16M4 18h10",
  close: "M6 6l12 12M18 6L6 18",
  send: "M12 19V5M6 11l6-6 6 6",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2 12h2M20 12h2M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  up: "M7 11v9H4v-9zM7 11l4-8a2.6 2.6 0 0 1 2.6 3L13 9h5.4a2 2 0 0 1 2 2.4l-1.3 7a2 2 0 0 1-2 1.6H7",
  down: "M17 13V4h3v9zM17 13l-4 8a2.6 2.6 0 0 1-2.6-3l.6-3H5.6a2 2 0 0 1-2-2.4l1.3-7a2 2 0 0 1 2-1.6H17",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  question:
    "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.5 9.5a2.5 2.5 0 1 1 3.4 2.3c-.6.3-.9.8-.9 1.5v.4M12 16.8v.1",
  check: "M5 12.5l4.5 4.5L19 7.5",
  warning: "M12 4l9 16H3zM12 10v4M12 17v.1",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2",
};

/** A line drawing that screen readers pass over. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A link that leaves the chat open behind it. */
export function outsideLink(href, text, properties = {}) {
  return element(
    "a",
    { href, target: "_blank", rel: "noopener noreferrer", ...properties },
    text,
    element("span", { class: "visually-hidden" }, " (opens in a new tab)"),
  );
}
