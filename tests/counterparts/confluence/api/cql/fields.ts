export const OPERATORS = ["=", "!=", "~", "!~", ">", ">=", "<", "<=", "in", "not in"] as const;

export type Operator = (typeof OPERATORS)[number];

const same: readonly Operator[] = ["=", "!=", "in", "not in"];
const when: readonly Operator[] = ["=", "!=", ">", ">=", "<", "<="];

/** The fields of CQL that are understood here, and the operators that each takes. */
export const fields = {
  ancestor: same,
  container: same,
  content: same,
  contributor: same,
  created: when,
  creator: same,
  id: same,
  label: same,
  lastmodified: when,
  parent: same,
  space: same,
  "space.key": same,
  "space.type": same,
  text: ["~", "!~"] as readonly Operator[],
  title: ["=", "!=", "~", "!~", "in", "not in"] as readonly Operator[],
  type: same,
};

export const TYPES = [
  "page",
  "blogpost",
  "comment",
  "attachment",
  "folder",
  "whiteboard",
  "database",
  "embed",
] as const;
