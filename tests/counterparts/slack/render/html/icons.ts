const THUMB =
  "M2 7h3v7H2zM6 7l3-6c1.3 0 2 .9 2 2.2L10.6 6H14c.9 0 1.5.8 1.3 1.6l-1.2 5.2c-.2.7-.8 1.2-1.5 1.2H6z";
const LOCK = "M4 7V5a4 4 0 0 1 8 0v2h1v7H3V7zm2 0h4V5a2 2 0 0 0-4 0z";
const CHECK = "M2 3h12v10H2zm5 8l5-6-1.2-1-3.9 4.6L5 7 4 8.2z";
const CIRCLE = "M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2z";
const SQUARE = "M2 2h12v12H2zm3 3v6h6V5z";

function icon(path: string, colour = "currentColor", turned = false): string {
  const turn = turned ? ' transform="rotate(180 8 8)"' : "";
  return `<svg class="icon" viewBox="0 0 16 16" fill="${colour}" fill-rule="evenodd"><path d="${path}"${turn}/></svg>`;
}

const ICONS: Readonly<Record<string, string>> = {
  "👍": icon(THUMB),
  "👎": icon(THUMB, "currentColor", true),
  "🔒": icon(LOCK),
  "✅": icon(CHECK, "#2eb67d"),
  "🟢": icon(CIRCLE, "#2eb67d"),
  "🔵": icon(CIRCLE, "#1d9bd1"),
  "🟡": icon(CIRCLE, "#ecb22e"),
  "🔴": icon(CIRCLE, "#e01e5a"),
  "⚪": icon(CIRCLE, "#b9babd"),
  "⏹️": icon(SQUARE),
};

/** Draws some emoji, so that the page looks the same where no font has them. */
export function withIcons(html: string): string {
  return html.replaceAll(/👍|👎|🔒|✅|🟢|🔵|🟡|🔴|⚪|⏹️/gu, (sign) => ICONS[sign] ?? sign);
}
