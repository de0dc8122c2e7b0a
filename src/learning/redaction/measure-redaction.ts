import type { FinderOptions } from "./find-identifiers.ts";
import { createFinder } from "./find-identifiers.ts";
import { type Finding, KINDS } from "./finding.ts";

/** `{{EMAIL:a@b.example}}` is to be taken out, `{{-:PROJ-4711}}` or `{{-ticket:PROJ-4711}}` is to stay. */
const LABELS = /\{\{(?<kind>[A-Z]+|-[a-z]*):(?<value>.*?)\}\}/gu;
const EXAMPLES = 50;

export interface RedactionReport {
  /** Labelled as each kind, and how many of them were taken out whole. */
  kinds: Record<string, { labelled: number; found: number; recall: number }>;
  recall: number | null;
  harmless: {
    tokens: number;
    touched: number;
    rate: number | null;
    /** As the label names it, else by its form. */
    kinds: Record<string, { tokens: number; touched: number }>;
  };
  /** Words that nothing labels: as harmless. */
  otherWords: { words: number; touched: number };
  missed: string[];
  touched: string[];
}

interface Span {
  kind: string;
  start: number;
  end: number;
}

/** How much of what a text's labels name is taken out, and how much of the rest. */
export function measureRedaction(
  lines: readonly string[],
  options: FinderOptions,
): RedactionReport {
  const find = createFinder(options);
  const [positive, harmless, words] = [new Tally(), new Tally(), new Tally()];
  for (const line of lines) {
    const { text, spans } = readLabels(line);
    const found = find(text);
    const say = ({ start, end }: Span) => `${text.slice(start, end)} | ${text}`;
    for (const span of spans) {
      const isHarmless = span.kind.startsWith("-");
      const named = span.kind.slice(1) || formOf(text.slice(span.start, span.end));
      if (isHarmless) harmless.add(named, touches(found, span), () => say(span));
      else positive.add(span.kind, !covers(found, span), () => say(span));
    }
    for (const span of wordsBetween(text, spans)) {
      words.add("word", touches(found, span), () => say(span));
    }
  }
  const kinds = Object.fromEntries(
    [...positive.counts].map(([kind, { all, hit }]) => [
      kind,
      { labelled: all, found: all - hit, recall: share(all - hit, all) ?? 0 },
    ]),
  );
  const { all, hit } = positive.total();
  const kept = harmless.total();
  return {
    kinds: inOrder(kinds),
    recall: share(all - hit, all),
    harmless: {
      ...{ tokens: kept.all, touched: kept.hit, rate: share(kept.hit, kept.all) },
      kinds: Object.fromEntries(
        [...harmless.counts].map(([kind, { all, hit }]) => [kind, { tokens: all, touched: hit }]),
      ),
    },
    otherWords: { words: words.total().all, touched: words.total().hit },
    missed: positive.examples,
    touched: [...harmless.examples, ...words.examples].slice(0, EXAMPLES),
  };
}

/** Those that are known first; a label may name one that nothing looks for. */
function inOrder<T>(kinds: Readonly<Record<string, T>>): Record<string, T> {
  const known = KINDS.filter((kind) => kinds[kind] !== undefined);
  const others = Object.keys(kinds).filter((kind) => !known.some((one) => one === kind));
  return Object.fromEntries([...known, ...others].map((kind) => [kind, kinds[kind] as T]));
}

const FORMS: readonly (readonly [string, RegExp])[] = [
  ["uuid", /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/i],
  ["digest", /^(?:sha\d+:)?[\da-f]{7,}$/i],
  ["time", /^\d{1,2}:\d{2}(?::\d{2})?$|\d{4}-\d{2}-\d{2}|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$/],
  ["error code", /^(?:0x[\da-f]+|E[A-Z]*-?\d+|[A-Z]{2,}(?:_[A-Z]+)+)$/i],
  ["ticket", /^(?:[A-Z][A-Z\d]*-\d+(?:-\d+)*|#\d+|[A-Z]{2,}\d{4,})$/],
  ["version", /^v?\d+(?:\.\d+)+/i],
  ["number", /^[\d.,:]+$/],
];

function formOf(token: string): string {
  return FORMS.find(([, form]) => form.test(token))?.[0] ?? "other";
}

class Tally {
  readonly counts = new Map<string, { all: number; hit: number }>();
  readonly examples: string[] = [];

  add(kind: string, isHit: boolean, example: () => string): void {
    const count = this.counts.get(kind) ?? { all: 0, hit: 0 };
    this.counts.set(kind, { all: count.all + 1, hit: count.hit + (isHit ? 1 : 0) });
    if (isHit && this.examples.length < EXAMPLES) this.examples.push(example());
  }

  total(): { all: number; hit: number } {
    const counts = [...this.counts.values()];
    return {
      all: counts.reduce((sum, { all }) => sum + all, 0),
      hit: counts.reduce((sum, { hit }) => sum + hit, 0),
    };
  }
}

function readLabels(line: string): { text: string; spans: Span[] } {
  const spans: Span[] = [];
  let text = "";
  let from = 0;
  for (const { index, 0: label, groups = {} } of line.matchAll(LABELS)) {
    text += line.slice(from, index);
    const { kind = "-", value = "" } = groups;
    spans.push({ kind, start: text.length, end: text.length + value.length });
    text += value;
    from = index + label.length;
  }
  return { text: text + line.slice(from), spans };
}

function covers(found: readonly Finding[], { start, end }: Span): boolean {
  return found.some((finding) => finding.start <= start && finding.end >= end);
}

function touches(found: readonly Finding[], { start, end }: Span): boolean {
  return found.some((finding) => finding.start < end && finding.end > start);
}

function wordsBetween(text: string, spans: readonly Span[]): Span[] {
  return [...text.matchAll(/[^\s]+/gu)]
    .map(({ index, 0: word }) => ({ kind: "word", start: index, end: index + word.length }))
    .filter((word) => !spans.some((span) => span.start < word.end && span.end > word.start));
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
}
