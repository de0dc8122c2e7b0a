import type { SetupTask } from "../../administration/setup/use-setup-link.ts";
import { escapeHtml } from "../../chat/web/markdown/blocks-to-html.ts";

export const STYLESHEET = "/setup/setup.css";

/** The page that asks for a source's secret; `problem` is what was wrong with the last try. */
export function taskPage(task: SetupTask, problem: string | undefined, now: number): string {
  const { name, title, secret, link } = task;
  const minutes = Math.max(1, Math.round((link.expiresAt - now) / 60_000));
  const said =
    problem === undefined ? "" : `<p class="problem" role="alert">${escapeHtml(problem)}</p>`;
  const where =
    secret.page === undefined
      ? ""
      : ` <a href="${escapeHtml(secret.page)}" target="_blank" rel="noopener noreferrer">Where to find it</a>`;
  const field =
    secret.isFile === true
      ? `<textarea id="secret" name="secret" rows="8" required spellcheck="false" autocomplete="off"></textarea>`
      : `<input id="secret" name="secret" type="password" required autocomplete="off">`;
  const allow = task.canAllow
    ? `<section><form method="post"><p>Allow access with your own account at ${escapeHtml(title)}:</p>
<button name="allow" value="yes">Continue at ${escapeHtml(title)}</button></form></section>
<p class="or">or</p>`
    : "";
  return page(
    `Connect ${name}`,
    `<h1>Connect <span class="name">${escapeHtml(name)}</span></h1>
<p>Footnote reads this source at ${escapeHtml(title)}. What you give here is tried at once, kept encrypted, and shown to nobody.</p>
${said}
${allow}<section><form method="post">
<label for="secret">${escapeHtml(capitalize(secret.title))}</label>
<p class="hint">${secret.isFile === true ? "Paste all of the file." : "Paste it here."}${where}</p>
${field}
<button>Connect</button>
</form></section>
<p class="hint">This link works once, and for ${minutes} more ${minutes === 1 ? "minute" : "minutes"}.</p>`,
  );
}

/** On the way to the vendor. No form may lead there by itself, so the page does. */
export function visitPage(title: string, url: string): string {
  const address = escapeHtml(url);
  return page(
    `Continue at ${title}`,
    `<h1>Continue at ${escapeHtml(title)}</h1><p>You are taken there now. If nothing happens: <a href="${address}">Continue at ${escapeHtml(title)}</a></p>`,
    `<meta http-equiv="refresh" content="0; url=${address}">`,
  );
}

/** A page that only says something. */
export function wordPage(heading: string, sentence: string): string {
  return page(heading, `<h1>${escapeHtml(heading)}</h1><p>${escapeHtml(sentence)}</p>`);
}

function page(title: string, body: string, head = ""): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
${head}<title>${escapeHtml(title)} · Footnote</title>
<link rel="stylesheet" href="${STYLESHEET}">
</head>
<body>
<p class="wordmark">Footnote<sup aria-hidden="true">1</sup></p>
<main>${body}</main>
</body>
</html>
`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
