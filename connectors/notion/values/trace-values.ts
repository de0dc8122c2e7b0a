import { isRefusal } from "../api/translate-notion-error.ts";
import type { Run } from "../sync/run.ts";
import { type Column, findColumn } from "../workspace/columns.ts";
import type { Node } from "../workspace/node.ts";
import { type Reference, readFormula } from "./read-formula.ts";

/** What a roll-up or formula is made of. */
export interface Trace {
  /** False when something that it reads is not shown to the connection, or not understood. */
  isKnown: boolean;
  /** Ids of columns of the row itself whose text or relations a formula reads. */
  own: Set<string>;
  /** Data sources whose rows it reads. */
  sources: Set<string>;
  /** Those of them whose text becomes a part of a formula's: mentions cannot be told in it any more. */
  texts: Set<string>;
}

/** Where a column is met on the way. */
interface Step {
  source: Node;
  column: Column;
  /** In the row that has the value, not in one that it is related to. */
  isOwn: boolean;
  isInFormula: boolean;
}

interface Reading {
  reference: Reference;
  /** Of the formula. */
  step: Step;
}

/** Follows a value through relations, roll-ups and formulas, by what data sources say of their columns. */
export async function traceValue(run: Run, source: Node, column: Column): Promise<Trace> {
  const trace: Trace = { isKnown: true, own: new Set(), sources: new Set(), texts: new Set() };
  const seen = new Set<string>();
  const waiting: Step[] = [];
  const readings: Reading[] = [];
  const found = new Set<Reading>();

  function add(step: Step): void {
    const key = JSON.stringify([step.source.id, step.column.id, step.isOwn, step.isInFormula]);
    if (!seen.has(key)) waiting.push(step);
    seen.add(key);
  }

  async function reach(id: string): Promise<Node | undefined> {
    trace.sources.add(id);
    return dataSource(run, id);
  }

  async function follow(step: Step): Promise<void> {
    const { source: at, column: one, isOwn, isInFormula } = step;
    switch (one.kind) {
      case "text":
        if (isInFormula) (isOwn ? trace.own : trace.texts).add(isOwn ? one.id : at.id);
        return;
      case "relation":
        await reach(one.sourceId);
        if (!isInFormula) return;
        if (isOwn) trace.own.add(one.id);
        // A formula writes a row as its title.
        trace.texts.add(one.sourceId);
        return;
      case "rollup": {
        const relation = findColumn(at.columns ?? [], one.relation);
        const to = relation?.kind === "relation" ? await reach(relation.sourceId) : undefined;
        const target = to && findColumn(to.columns ?? [], one.target);
        trace.isKnown &&= target !== undefined;
        if (to && target) add({ source: to, column: target, isOwn: false, isInFormula });
        return;
      }
      case "formula": {
        const references = readFormula(one.expression);
        trace.isKnown &&= references !== undefined;
        for (const reference of references ?? []) readings.push({ reference, step });
        return;
      }
      case "unknown":
        trace.isKnown = false;
        return;
      case "own":
    }
  }

  /** A reference may be to a column of rows that a formula comes to by another of its references. */
  async function resolve(): Promise<void> {
    for (const reading of readings) {
      const { reference, step } = reading;
      const isHere = reference.by === "id" ? reference.sourceId === undefined : reference.isOwn;
      const own = columnFor(step.source, reference);
      const named = reference.by === "id" && reference.sourceId === step.source.id;
      if (own !== undefined && (isHere || named)) {
        found.add(reading);
        add({ source: step.source, column: own, isOwn: step.isOwn, isInFormula: true });
      }
      for (const id of isHere ? [] : trace.sources) {
        const other = await dataSource(run, id);
        if (other === undefined || !isFor(reference, other)) continue;
        const there = columnFor(other, reference);
        if (there === undefined) continue;
        found.add(reading);
        add({ source: other, column: there, isOwn: false, isInFormula: true });
      }
    }
  }

  add({ source, column, isOwn: true, isInFormula: false });
  while (waiting.length > 0) {
    for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) await follow(step);
    await resolve();
  }
  trace.isKnown &&= readings.every((reading) => found.has(reading));
  return trace;
}

/** Notion names the other data source by its own id or, as its older versions did, by its database's. */
function isFor(reference: Reference, { id, databaseId }: Node): boolean {
  if (reference.by === "name" || reference.sourceId === undefined) return true;
  const bare = reference.sourceId.replaceAll("-", "");
  return [id, databaseId].some((one) => one?.replaceAll("-", "") === bare);
}

function columnFor({ columns = [] }: Node, reference: Reference): Column | undefined {
  return reference.by === "id"
    ? columns.find(({ id }) => id === reference.id)
    : columns.find(({ name }) => name === reference.name);
}

/** Undefined when it is not shown to the connection. */
export async function dataSource(run: Run, id: string): Promise<Node | undefined> {
  if (run.gone.has(id)) return undefined;
  try {
    return await run.workspace.node(id, "data-source");
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return undefined;
  }
}
