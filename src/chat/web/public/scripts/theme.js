import { icon } from "./element.js";

const KEY = "footnote-theme";
const systemDark = matchMedia("(prefers-color-scheme: dark)");

/** The button changes between light and dark; choosing what the system has follows it again. */
export function setUpTheme(button) {
  const system = () => (systemDark.matches ? "dark" : "light");
  const current = () => document.documentElement.dataset.theme ?? system();
  const show = () => {
    const other = current() === "dark" ? "light" : "dark";
    button.setAttribute("aria-label", `Use ${other} colours`);
    button.title = `Use ${other} colours`;
    button.replaceChildren(icon(other === "dark" ? "moon" : "sun"));
  };
  button.addEventListener("click", () => {
    const chosen = current() === "dark" ? "light" : "dark";
    if (chosen === system()) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
    remember(chosen === system() ? undefined : chosen);
    show();
  });
  systemDark.addEventListener("change", show);
  show();
}

function remember(theme) {
  try {
    if (theme === undefined) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Storage is switched off: the choice holds until the page is left.
  }
}
