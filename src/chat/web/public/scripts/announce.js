const log = document.getElementById("announcer");

/** Says a text to a screen reader without showing it. */
export function announce(text) {
  const line = document.createElement("p");
  line.textContent = text;
  log.append(line);
  // What has been read out is no use to somebody who walks through the page later.
  setTimeout(() => line.remove(), 20_000);
}

/** A sentence as it is read out: its citation marks become words. */
export function spokenSentence(text) {
  return text
    .replace(/^[\s|:-]*$/gm, "")
    .replace(/\s*\[(\d+)\]/g, ", source $1")
    .replace(/[*_`|#>]+/g, " ")
    .trim();
}
