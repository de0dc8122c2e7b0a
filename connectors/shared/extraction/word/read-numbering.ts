import { childAt, elementsOf, isOn, valueAt } from "../archive/xml-search.ts";
import type { XmlElement } from "../archive/xml-tree.ts";
import { formatNumber } from "./format-number.ts";

interface Level {
  format: string;
  /** `%1.%2` with the number of each level. */
  pattern: string;
  start: number;
  isLegal: boolean;
}

interface Numbering {
  abstractId: string;
  levels: ReadonlyMap<number, Level>;
  restarts: ReadonlyMap<number, number>;
}

/** The labels of a document's lists, asked for in the order of its paragraphs. */
export interface WordNumbering {
  /** Undefined when the paragraph is in no list. */
  next(
    numberingId: string,
    level: number,
  ): { level: number; label: string | undefined } | undefined;
}

/** Word numbers when it shows a document: the file holds only the rules. */
export function readNumbering(root: XmlElement | undefined): WordNumbering {
  const numberings = readNumberings(root);
  const counters = new Map<string, number[]>();
  const seen = new Set<string>();

  return {
    next(numberingId, level) {
      const numbering = numberings.get(numberingId);
      const rules = numbering?.levels.get(level);
      if (numbering === undefined || rules === undefined) return undefined;
      const counts = counters.get(numbering.abstractId) ?? [];
      counters.set(numbering.abstractId, counts);
      if (!seen.has(numberingId)) {
        seen.add(numberingId);
        for (const at of numbering.restarts.keys()) counts.length = Math.min(counts.length, at);
      }
      for (let above = 0; above < level; above += 1) {
        counts[above] ??= startOf(numbering, above);
      }
      const last = counts[level];
      counts[level] = last === undefined ? startOf(numbering, level) : last + 1;
      counts.length = level + 1;
      return { level, label: labelOf(numbering, rules, counts) };
    },
  };
}

function startOf(numbering: Numbering, level: number): number {
  return numbering.restarts.get(level) ?? numbering.levels.get(level)?.start ?? 1;
}

function labelOf(numbering: Numbering, rules: Level, counts: number[]): string | undefined {
  if (rules.format === "bullet") return undefined;
  return rules.pattern
    .replaceAll(/%(\d)/g, (_, digit: string) => {
      const level = Number(digit) - 1;
      const own = rules.isLegal ? "decimal" : numbering.levels.get(level)?.format;
      return formatNumber(counts[level] ?? 1, own ?? "decimal");
    })
    .trim();
}

function readNumberings(root: XmlElement | undefined): Map<string, Numbering> {
  const abstract = new Map(
    elementsOf(root, "w:abstractNum").map((one) => [one.attributes["w:abstractNumId"], one]),
  );
  return new Map(
    elementsOf(root, "w:num").map((one) => {
      const abstractId = valueAt(one, "w:abstractNumId") ?? "";
      const levels = readLevels(abstract.get(abstractId));
      const restarts = new Map<number, number>();
      for (const override of elementsOf(one, "w:lvlOverride")) {
        const level = Number(override.attributes["w:ilvl"]);
        const replaced = childAt(override, "w:lvl");
        if (replaced !== undefined) levels.set(level, readLevel(replaced));
        const start = valueAt(override, "w:startOverride");
        if (start !== undefined) restarts.set(level, Number(start));
      }
      return [one.attributes["w:numId"] ?? "", { abstractId, levels, restarts }];
    }),
  );
}

function readLevels(abstract: XmlElement | undefined): Map<number, Level> {
  return new Map(
    elementsOf(abstract, "w:lvl").map((one) => [Number(one.attributes["w:ilvl"]), readLevel(one)]),
  );
}

function readLevel(one: XmlElement): Level {
  return {
    format: valueAt(one, "w:numFmt") ?? "decimal",
    pattern: valueAt(one, "w:lvlText") ?? "",
    start: Number(valueAt(one, "w:start") ?? 1),
    isLegal: isOn(one, "w:isLgl"),
  };
}
