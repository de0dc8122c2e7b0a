import type { TakenSpan } from "../../counterparts/otlp/read-spans.ts";

interface Row {
  span: TakenSpan;
  depth: number;
}

const WIDTH = 1_000;
const ROW = 24;
const TOP = 64;
const BARS = { from: 300, to: 900 };
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

/** What a span's time was spent on, by its name's first word. */
const COLOURS: Readonly<Record<string, string>> = {
  receive: "#2563eb",
  enqueue: "#2563eb",
  wait: "#9ca3af",
  process: "#64748b",
  understand: "#0d9488",
  retrieve: "#0d9488",
  embed: "#5eb8ae",
  search: "#5eb8ae",
  write: "#b45309",
  check: "#7c3aed",
  chat: "#f59e0b",
};

/** One trace as a picture: a line for each span, those that it led to below it. */
export function drawWaterfall(spans: readonly TakenSpan[], title: string): string {
  const rows = inOrder(spans, undefined, 0);
  const from = Math.min(...spans.map((span) => span.from));
  const to = Math.max(...spans.map((span) => span.to));
  const scale = (at: number) => BARS.from + ((at - from) / (to - from)) * (BARS.to - BARS.from);
  const height = TOP + rows.length * ROW + 16;
  const lines = ticks(to - from).map((ms) => {
    const x = round(scale(from + ms));
    return (
      `<line x1="${x}" y1="${TOP - 8}" x2="${x}" y2="${height - 12}" stroke="#e5e7eb"/>` +
      `<text x="${x}" y="${TOP - 14}" fill="#6b7280" font-size="11" text-anchor="middle">${ms} ms</text>`
    );
  });
  const bars = rows.map((row, i) => drawRow(row, TOP + i * ROW, scale));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${FONT}" role="img" aria-label="${escaped(title)}">
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
<text x="16" y="26" fill="#111827" font-size="15" font-weight="600">${escaped(title)}</text>
${[...lines, ...bars].join("\n")}
</svg>
`;
}

/** Each span, then what it led to. */
function inOrder(spans: readonly TakenSpan[], parent: string | undefined, depth: number): Row[] {
  return spans
    .filter(({ parentSpanId }) => parentSpanId === parent)
    .sort((a, b) => a.from - b.from)
    .flatMap((span) => [{ span, depth }, ...inOrder(spans, span.spanId, depth + 1)]);
}

function drawRow({ span, depth }: Row, top: number, scale: (at: number) => number): string {
  const x = scale(span.from);
  const width = Math.max(2, scale(span.to) - x);
  const colour = COLOURS[span.name.split(" ")[0] ?? ""] ?? "#334155";
  const took = span.to - span.from;
  const text = took < 10 ? took.toFixed(1) : took.toFixed(0);
  return (
    `<text x="${16 + depth * 14}" y="${top + 15}" fill="#1f2937" font-size="12">${escaped(span.name)}</text>` +
    `<rect x="${round(x)}" y="${top + 4}" width="${round(width)}" height="${ROW - 9}" rx="2" fill="${colour}"/>` +
    `<text x="${round(x + width + 6)}" y="${top + 15}" fill="#6b7280" font-size="11">${text} ms</text>`
  );
}

/** Five or so, at round numbers. */
function ticks(lengthMs: number): number[] {
  const step = [10, 20, 50, 100, 200, 500, 1_000, 2_000].find((ms) => lengthMs / ms <= 7) ?? 5_000;
  return Array.from({ length: Math.floor(lengthMs / step) + 1 }, (_, i) => i * step);
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}
