import type { FinderOptions } from "./find-identifiers.ts";
import { createFinder } from "./find-identifiers.ts";
import { type Finding, KINDS } from "./finding.ts";

/** `{{EMAIL:a@b.example}}` is to be taken out, `{{-:PROJ-4711}}` is to stay. */
const LABELS = /\{\{(?<kind>[A-Z]+|-):(?<value>.*?)\}\}/gu;
const EXAMPLES = 50;

export interface RedactionReport {
  /** Labelled as each kind, and how many of them were taken out whole. */
  kinds: Record<string, { labelled: number; found: number; recall: number }>;
  recall: number | null;
  harmless: { tokens: number; touched: number; rate: number | null };
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
      if (span.kind === "-") harmless.add("-", touches(found, span), () => say(span));
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
    kinds: Object.fromEntries(
      KINDS.flatMap((kind) => (kinds[kind] === undefined ? [] : [[kind, kinds[kind]]])),
    ),
    recall: share(all - hit, all),
    harmless: { tokens: kept.all, touched: kept.hit, rate: share(kept.hit, kept.all) },
    otherWords: { words: words.total().all, touched: words.total().hit },
    missed: positive.examples,
    touched: [...harmless.examples, ...words.examples].slice(0, EXAMPLES),
  };
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
