/** A node of the Atlassian Document Format, none of whose fields can be relied on. */
export interface AdfNode {
  type: string;
  attributes: Readonly<Record<string, unknown>>;
  content: readonly unknown[];
  text: string;
  marks: readonly AdfMark[];
}

export interface AdfMark {
  type: string;
  attributes: Readonly<Record<string, unknown>>;
}

/** Undefined for what is no node at all. */
export function readAdfNode(value: unknown): AdfNode | undefined {
  if (!isRecord(value)) return undefined;
  return {
    type: stringAt(value, "type"),
    attributes: recordAt(value, "attrs"),
    content: arrayAt(value, "content"),
    text: stringAt(value, "text"),
    marks: arrayAt(value, "marks")
      .filter(isRecord)
      .map((mark) => ({ type: stringAt(mark, "type"), attributes: recordAt(mark, "attrs") })),
  };
}

/** Text or a number as text, otherwise empty. */
export function stringAt(holder: Readonly<Record<string, unknown>>, name: string): string {
  const value = Object.hasOwn(holder, name) ? holder[name] : undefined;
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

export function recordAt(
  holder: Readonly<Record<string, unknown>>,
  name: string,
): Record<string, unknown> {
  const value = Object.hasOwn(holder, name) ? holder[name] : undefined;
  return isRecord(value) ? value : {};
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function arrayAt(holder: Record<string, unknown>, name: string): unknown[] {
  const value = holder[name];
  return Array.isArray(value) ? value : [];
}
