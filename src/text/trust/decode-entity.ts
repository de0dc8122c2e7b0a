/** Those that can take part in an address or a tag; the rest say nothing here. */
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  sol: "/",
  bsol: "\\",
  colon: ":",
  period: ".",
  commat: "@",
  lpar: "(",
  rpar: ")",
  lsqb: "[",
  lbrack: "[",
  rsqb: "]",
  rbrack: "]",
  excl: "!",
  num: "#",
  quest: "?",
  equals: "=",
  percnt: "%",
  lowbar: "_",
  hyphen: "-",
  dash: "-",
  grave: "`",
  ast: "*",
  semi: ";",
  comma: ",",
  tab: " ",
  newline: " ",
  shy: "",
  zwnj: "",
  zwj: "",
};

/** The character that an HTML entity such as `&#46;` or `&colon;` stands for. */
export function decodeEntity(entity: string): string | undefined {
  const name = entity.replace(/^&|;$/g, "");
  const numeric = /^#(?:x([0-9a-f]+)|(\d+))$/iu.exec(name);
  if (numeric === null) return NAMED[name.toLowerCase()];
  const code = numeric[1] === undefined ? Number(numeric[2]) : Number.parseInt(numeric[1], 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
