import { escapeHtml } from "../../web/markdown/blocks-to-html.ts";

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  // The address of this page holds what Slack gave for one use.
  "referrer-policy": "no-referrer",
};

/** A plain page that says how an installation went; `again` is where to begin anew. */
export function installPage(
  status: number,
  { title, text, again }: { title: string; text: string; again?: string },
): Response {
  const heading = escapeHtml(title);
  const link = again === undefined ? "" : `<p><a href="${escapeHtml(again)}">Begin again</a></p>`;
  const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${heading}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem}</style></head>
<body><h1>${heading}</h1><p>${escapeHtml(text)}</p>${link}</body>
</html>
`;
  return new Response(page, { status, headers: HEADERS });
}
