/** Shows what has changed without a reload, and leaves alone whatever somebody is typing in. */
export const PAGE_SCRIPT = `
const bottom = (all) => all.forEach((box) => { box.scrollTop = box.scrollHeight; });
bottom(document.querySelectorAll("main > .messages:not(.home), aside > div"));
let seen;
async function look() {
  try {
    const version = await (await fetch("/page/version")).text();
    if (seen !== undefined && version !== seen) await renew();
    seen = version;
  } catch {}
  setTimeout(look, 500);
}
async function renew() {
  const text = await (await fetch(location.href)).text();
  const fresh = new DOMParser().parseFromString(text, "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const next = fresh.querySelector('[data-live="' + part.dataset.live + '"]');
    if (next === null || next.innerHTML === part.innerHTML) continue;
    const key = part.querySelector("[data-key]")?.dataset.key;
    if (key !== undefined && key === next.querySelector("[data-key]")?.dataset.key) continue;
    if (part.contains(document.activeElement) && document.activeElement.matches("select,input,textarea")) continue;
    const atEnd = part.scrollTop + part.clientHeight >= part.scrollHeight - 40;
    part.innerHTML = next.innerHTML;
    if (atEnd && !part.matches(".home")) bottom([part]);
  }
}
document.querySelector("main .composer input[name=text]")?.focus();
look();`;
