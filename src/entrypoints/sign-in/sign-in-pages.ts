import type { SignInProvider } from "../../chat/sign-in-provider.ts";
import { escapeHtml } from "../../chat/web/markdown/blocks-to-html.ts";

export const SIGN_IN_STYLES = "/sign-in/sign-in.css";

/** Where one chooses how to sign in; `said` is what came of the last try. */
export function signInPage(
  providers: readonly SignInProvider[],
  returnTo: string,
  said?: string,
): string {
  const query = returnTo === "/" ? "" : `?returnTo=${encodeURIComponent(returnTo)}`;
  const ways = providers.map(
    ({ name, title }) =>
      `<li><a class="way" href="/sign-in/${name}${escapeHtml(query)}">Continue with ${escapeHtml(title)}</a></li>`,
  );
  const problem =
    said === undefined ? "" : `<p class="problem" role="alert">${escapeHtml(said)}</p>`;
  return page(
    "Sign in",
    `<h1>Sign in</h1>
<p>Footnote answers from your company's documents. It shows you what you may open, so it has to know who you are.</p>
${problem}
<ul class="ways">${ways.join("")}</ul>
<p class="hint">Footnote learns who you are there, and gets no access to your account.</p>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} · Footnote</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/styles/base.css">
<link rel="stylesheet" href="${SIGN_IN_STYLES}">
<script src="/scripts/apply-theme.js"></script>
</head>
<body class="sign-in">
<p class="wordmark">Footnote<sup aria-hidden="true">1</sup></p>
<main>${body}</main>
</body>
</html>
`;
}
