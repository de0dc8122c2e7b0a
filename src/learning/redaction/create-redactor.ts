import { createHmac, randomBytes } from "node:crypto";
import { createFinder, type FinderOptions } from "./find-identifiers.ts";
import type { Finding, Kind } from "./finding.ts";

const MOST_PASSES = 3;

export interface DatasetRedactor {
  /** The text with `[EMAIL_1]` and the like in the place of what names or lets in somebody. */
  redact(text: string): string;
  /** How much of each kind was taken out until now. */
  counts(): Partial<Record<Kind, number>>;
}

/**
 * Takes people and secrets out of the texts of one export: whoever is the same has the same mark in all
 * of them. Who that was is kept as a keyed hash, with a key that nobody keeps.
 */
export function createDatasetRedactor(
  options: FinderOptions = {},
  key: Buffer = randomBytes(32),
): DatasetRedactor {
  const find = createFinder(options);
  const marks = new Map<string, string>();
  const counted: Partial<Record<Kind, number>> = {};
  const taken: Record<string, number> = {};
  const markOf = (finding: Finding) => {
    const label = finding.kind === "MENTION" ? "PERSON" : finding.kind;
    const hash = createHmac("sha256", key).update(`${label}\0${finding.identity}`).digest("base64");
    const known = marks.get(hash);
    if (known !== undefined) return known;
    taken[label] = (taken[label] ?? 0) + 1;
    const mark = `[${label}_${taken[label]}]`;
    marks.set(hash, mark);
    return mark;
  };
  const redactOnce = (text: string) => {
    let redacted = "";
    let from = 0;
    for (const finding of find(text)) {
      counted[finding.kind] = (counted[finding.kind] ?? 0) + 1;
      redacted += text.slice(from, finding.start) + markOf(finding);
      from = finding.end;
    }
    return redacted + text.slice(from);
  };
  return {
    redact(text) {
      let redacted = text;
      // A mark can make of what stands around it what is looked for: "the password @[PERSON_1]".
      for (let pass = 0; pass < MOST_PASSES; pass += 1) {
        const next = redactOnce(redacted);
        if (next === redacted) break;
        redacted = next;
      }
      return redacted;
    },
    counts: () => ({ ...counted }),
  };
}
