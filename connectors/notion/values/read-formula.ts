import { readColumnId } from "../workspace/columns.ts";

/** A property that a formula reads: of its own row, or of rows that it comes to. */
export type Reference =
  | { by: "id"; id: string /** Undefined for its own row. */; sourceId: string | undefined }
  | { by: "name"; name: string; isOwn: boolean };

const PLACEHOLDER = /\{\{notion:([^{}]*)\}\}/g;
/** `prop("Cost")`, and `current.prop("Cost")` of another row. */
const BY_NAME = /(\.\s*)?\bprop\s*\(\s*("(?:[^"\\]|\\.)*")\s*\)/g;
const NOBODYS_ID = "00000000-0000-0000-0000-000000000000";

/**
 * What a formula reads, whatever it does with it: `{{notion:block_property:<column>:<data source>:…}}`
 * as Notion gives it, with zeros for the row's own data source, or `prop("…")`. Undefined when there is
 * something in it that is neither, since that could be anything.
 */
export function readFormula(expression: string): Reference[] | undefined {
  const references: Reference[] = [];
  let isKnown = expression.trim() !== "";
  const rest = expression
    .replaceAll(PLACEHOLDER, (_, inner: string) => {
      const [kind, id = "", sourceId = NOBODYS_ID] = inner.split(":");
      isKnown &&= kind === "block_property" && id !== "";
      const isOwn = sourceId === NOBODYS_ID;
      references.push({ by: "id", id: readColumnId(id), sourceId: isOwn ? undefined : sourceId });
      return " 0 ";
    })
    .replaceAll(BY_NAME, (_, dot: string | undefined, quoted: string) => {
      references.push({ by: "name", name: unquote(quoted), isOwn: dot === undefined });
      return " 0 ";
    });
  return isKnown && !/\{\{|\bprop\s*\(/.test(rest) ? references : undefined;
}

function unquote(quoted: string): string {
  return quoted.slice(1, -1).replaceAll(/\\(.)/gs, "$1");
}
