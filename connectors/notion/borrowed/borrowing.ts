/**
 * What a document shows of another, or would if its readers could: the title of a page that it names,
 * the text of a block that is kept on another page, values that are worked out from other rows, and what
 * the columns of its database say of how. `words`: such a value has texts of rows in it, titles that they
 * mention included. Of a block that the connection is not shown nobody knows which page keeps it: it is
 * there by itself.
 */
export interface Borrowing {
  kind: "title" | "text" | "values" | "columns" | "words" | "block";
  /** The page or database, the page that keeps the block, or a data source that values are made of. */
  id: string;
  isShown: boolean;
  /** What it was made of, shortened; empty where the other was not shown to the connection. */
  state: string;
}

const LETTERS = {
  title: "t",
  text: "x",
  values: "v",
  columns: "c",
  words: "w",
  block: "b",
} as const;
const KINDS = { t: "title", x: "text", v: "values", c: "columns", w: "words", b: "block" } as const;
/** 128 bits in base64. */
const ID_LENGTH = 22;
const UUID = /^([\da-f]{8})([\da-f]{4})([\da-f]{4})([\da-f]{4})([\da-f]{12})$/;

/** As a part of a fingerprint; what is no id of Notion's cannot be followed, and must not be shown. */
export function writeBorrowings(borrowings: readonly Borrowing[]): string {
  return borrowings
    .map(({ kind, id, isShown, state }) => {
      const short = Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");
      return `${short}${LETTERS[kind]}${isShown ? "y" : "n"}${state}`;
    })
    .join(",");
}

/** The other way round. */
export function readBorrowings(text: string): Borrowing[] {
  return text === "" ? [] : text.split(",").map(readBorrowing);
}

function readBorrowing(entry: string): Borrowing {
  const digits = Buffer.from(entry.slice(0, ID_LENGTH), "base64url").toString("hex");
  const letter = entry[ID_LENGTH] as keyof typeof KINDS;
  return {
    kind: KINDS[letter],
    id: digits.replace(UUID, "$1-$2-$3-$4-$5"),
    isShown: entry[ID_LENGTH + 1] === "y",
    state: entry.slice(ID_LENGTH + 2),
  };
}

export function isUuid(id: string): boolean {
  return UUID.test(id.replaceAll("-", ""));
}
