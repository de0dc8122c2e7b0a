import { rated } from "./rated.ts";
import { keyOf, type Labels, NAME, type Sample, type SeriesStore, withoutName } from "./series.ts";
import { milliseconds, type Node, parsePromql } from "./syntax.ts";

/*
 * As much of PromQL as our rules use, and not a word more: what is not known here is refused, so that
 * no rule is taken for tested that was read in another way than Prometheus does.
 */

type Value = number | Sample[];

/** What an expression gives at a time, as Prometheus would. @throws SyntaxError for what is not known */
export function evaluate(text: string, store: SeriesStore, at: number): Sample[] {
  const value = evaluateNode(parsePromql(text), { store, at });
  return typeof value === "number" ? [{ labels: {}, value }] : value;
}

interface Moment {
  store: SeriesStore;
  at: number;
}

function evaluateNode(node: Node, moment: Moment): Value {
  const [first] = node.children;
  switch (node.name) {
    case "NumberDurationLiteral":
      if (!/^-?\d+(\.\d+)?(e\d+)?$/.test(node.text)) throw unknown(node);
      return Number(node.text);
    case "ParenExpr":
      return evaluateNode(only(node), moment);
    case "VectorSelector":
      return moment.store.instant(moment.at, matcherOf(node));
    case "OffsetExpr": {
      const [selector, , duration] = node.children;
      if (selector?.name !== "VectorSelector" || duration === undefined) throw unknown(node);
      return evaluateNode(selector, { ...moment, at: moment.at - milliseconds(duration.text) });
    }
    case "FunctionCall":
      return call(first?.text ?? "", only(node.children[1] ?? node, true), node, moment);
    case "AggregateExpr":
      return aggregate(node, moment);
    case "BinaryExpr":
      return binary(node, moment);
    default:
      throw unknown(node);
  }
}

function only({ children, text }: Node, orNone = false): Node {
  const [child, ...more] = children;
  if (more.length > 0 || (child === undefined && !orNone))
    throw new SyntaxError(`${text}: one thing`);
  return child ?? { name: "Nothing", text: "", children: [] };
}

function call(name: string, argument: Node, node: Node, moment: Moment): Value {
  const vector = () => samplesOf(evaluateNode(argument, moment), node);
  switch (name) {
    case "rate":
    case "increase": {
      const [selector, duration] = argument.children;
      if (argument.name !== "MatrixSelector" || !selector || !duration) throw unknown(node);
      const rangeMs = milliseconds(duration.text);
      const from = moment.at - rangeMs;
      return moment.store.range(from, moment.at, matcherOf(selector)).flatMap((series) => {
        const value = rated(series.points, from, moment.at);
        if (value === undefined) return [];
        const labels = withoutName(series.labels);
        return [{ labels, value: name === "rate" ? value / (rangeMs / 1_000) : value }];
      });
    }
    case "vector": {
      const value = evaluateNode(argument, moment);
      if (typeof value !== "number") throw unknown(node);
      return [{ labels: {}, value }];
    }
    case "absent":
      return vector().length > 0 ? [] : [{ labels: {}, value: 1 }];
    default:
      throw unknown(node);
  }
}

function aggregate(node: Node, moment: Moment): Sample[] {
  const [operator, ...rest] = node.children;
  const modifier = rest.find(({ name }) => name === "AggregateModifier");
  const body = rest.find(({ name }) => name === "FunctionCallBody");
  if (operator === undefined || body === undefined) throw unknown(node);
  if (modifier !== undefined && modifier.children[0]?.name !== "By") throw unknown(node);
  const by = modifier?.children[1]?.children.map(({ text }) => text) ?? [];
  const groups = new Map<string, { labels: Labels; values: number[] }>();
  for (const { labels, value } of samplesOf(evaluateNode(only(body), moment), node)) {
    const kept = Object.fromEntries(
      by.flatMap((name) => (name in labels ? [[name, labels[name] ?? ""]] : [])),
    );
    const group = groups.get(keyOf(kept)) ?? { labels: kept, values: [] };
    groups.set(keyOf(kept), group);
    group.values.push(value);
  }
  const together = AGGREGATES[operator.text];
  if (together === undefined) throw unknown(node);
  return [...groups.values()].map(({ labels, values }) => ({ labels, value: together(values) }));
}

const AGGREGATES: Readonly<Record<string, (values: number[]) => number>> = {
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  max: (values) => Math.max(...values),
  min: (values) => Math.min(...values),
};

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
};
const COMPARISON: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
};

function binary(node: Node, moment: Moment): Value {
  const [left, operator, right, ...more] = node.children;
  // `bool`, `on`, `group_left` and the like stand between the operator and what is on its right.
  if (!left || !operator || !right || more.length > 0) throw unknown(node);
  const [a, b] = [evaluateNode(left, moment), evaluateNode(right, moment)];
  const sign = operator.text.toLowerCase();
  if (sign === "and" || sign === "or" || sign === "unless") {
    const [ours, theirs] = [samplesOf(a, node), samplesOf(b, node)];
    const keys = new Set(theirs.map(matchKey));
    if (sign === "and") return ours.filter((sample) => keys.has(matchKey(sample)));
    if (sign === "unless") return ours.filter((sample) => !keys.has(matchKey(sample)));
    const own = new Set(ours.map(matchKey));
    return [...ours, ...theirs.filter((sample) => !own.has(matchKey(sample)))];
  }
  if (typeof a === "number" && typeof b === "number") {
    const result = ARITHMETIC[sign]?.(a, b);
    if (result === undefined) throw unknown(node);
    return result;
  }
  return pairs(a, b, node).flatMap(([sample, x, y]) => {
    const result = ARITHMETIC[sign]?.(x, y);
    if (result !== undefined) return [{ labels: withoutName(sample.labels), value: result }];
    const holds = COMPARISON[sign];
    if (holds === undefined) throw unknown(node);
    return holds(x, y) ? [sample] : [];
  });
}

/** The sample that goes on, and the two values. Each has one partner at most, with the same labels. */
function pairs(a: Value, b: Value, node: Node): [Sample, number, number][] {
  if (typeof b === "number") return samplesOf(a, node).map((sample) => [sample, sample.value, b]);
  if (typeof a === "number") return b.map((sample) => [sample, a, sample.value]);
  const partners = new Map(b.map((sample) => [matchKey(sample), sample]));
  if (partners.size < b.length) throw new SyntaxError(`${node.text}: many on the right match one`);
  return a.flatMap((sample): [Sample, number, number][] => {
    const partner = partners.get(matchKey(sample));
    return partner === undefined ? [] : [[sample, sample.value, partner.value]];
  });
}

function matchKey({ labels }: Sample): string {
  return keyOf(withoutName(labels));
}

function samplesOf(value: Value, node: Node): Sample[] {
  if (typeof value === "number") throw unknown(node);
  return value;
}

/** Which series a selector means. */
function matcherOf({
  children: [name, matchers, ...more],
  text,
}: Node): (labels: Labels) => boolean {
  if (name?.name !== "Identifier" || more.length > 0)
    throw new SyntaxError(`${text} is not known here`);
  const tests = (matchers?.children ?? []).map((matcher) => {
    const [label, operator, value] = matcher.children.map(({ text }) => text);
    if (matcher.name !== "UnquotedLabelMatcher" || !label || !value) throw unknown(matcher);
    const wanted = JSON.parse(value) as string;
    const isRegExp = operator === "=~" || operator === "!~";
    const pattern = new RegExp(isRegExp ? `^(?:${wanted})$` : "");
    const isNegative = operator?.startsWith("!") ?? false;
    return (labels: Labels) => {
      const given = labels[label] ?? "";
      return (isRegExp ? pattern.test(given) : given === wanted) !== isNegative;
    };
  });
  return (labels) => labels[NAME] === name.text && tests.every((test) => test(labels));
}

function unknown({ name, text }: Node): SyntaxError {
  return new SyntaxError(`${text} (${name}) is not known here`);
}
