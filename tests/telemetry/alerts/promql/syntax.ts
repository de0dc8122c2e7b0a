import { parser } from "@prometheus-io/lezer-promql";

/** A node of Prometheus' own grammar, with the words it stands for. */
export interface Node {
  name: string;
  text: string;
  children: Node[];
}

/** @throws SyntaxError naming what is wrong with an expression */
export function parsePromql(text: string): Node {
  const root = parser.parse(text).topNode;
  const read = (node: typeof root): Node => {
    if (node.type.isError) {
      throw new SyntaxError(`${text.slice(0, node.from)}<here>${text.slice(node.from)}`);
    }
    const children: Node[] = [];
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      children.push(read(child));
    }
    return { name: node.name, text: text.slice(node.from, node.to), children };
  };
  const [expression, ...more] = read(root).children;
  if (expression === undefined || more.length > 0) throw new SyntaxError(`${text}: one expression`);
  return expression;
}

/** Every node of that name below, in order. */
export function findAll(node: Node, name: string): Node[] {
  return [
    ...(node.name === name ? [node] : []),
    ...node.children.flatMap((child) => findAll(child, name)),
  ];
}

/** The metrics that an expression reads. */
export function metricsOf(text: string): string[] {
  return findAll(parsePromql(text), "VectorSelector").map(({ children: [name] }) =>
    name?.name === "Identifier" ? name.text : "",
  );
}

const UNITS: Readonly<Record<string, number>> = { s: 1e3, m: 60e3, h: 3600e3, d: 86400e3 };

export function milliseconds(text: string): number {
  const [, count, unit = ""] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const each = UNITS[unit];
  if (count === undefined || each === undefined) throw new SyntaxError(`${text} is no duration`);
  return Number(count) * each;
}
