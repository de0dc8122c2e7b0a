/** Ids in Notion's shape, the same in every run. */
export function createIds(): (kind: IdKind) => string {
  let count = 0;
  return (kind) => {
    count += 1;
    return `${PREFIX[kind]}-0000-4000-8000-${count.toString(16).padStart(12, "0")}`;
  };
}

export type IdKind = keyof typeof PREFIX;

/** So that an id in a log tells what it is of. */
const PREFIX = {
  page: "aaaaaaaa",
  block: "bbbbbbbb",
  comment: "cccccccc",
  database: "dddddddd",
  dataSource: "dadadada",
  discussion: "eeeeeeee",
  user: "ffffffff",
  cursor: "abababab",
  file: "f11ef11e",
  event: "eeeeaaaa",
  subscription: "5ab5ab5a",
} as const;
