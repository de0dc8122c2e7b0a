import { invalid } from "../../replies/refusal.ts";
import { fields, OPERATORS, type Operator } from "./fields.ts";

export interface Clause {
  kind: "clause";
  field: keyof typeof fields;
  operator: Operator;
  values: string[];
}

export type Condition =
  | Clause
  | { kind: "not"; of: Condition }
  | { kind: "and" | "or"; of: Condition[] };

export interface Cql {
  /** Undefined: everything. */
  where: Condition | undefined;
  orderBy: { field: "lastmodified" | "created" | "title"; descending: boolean } | undefined;
}

interface Token {
  text: string;
  isQuoted: boolean;
}

const TOKEN =
  /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(!=|!~|>=|<=|[=~<>(),])|([^\s"'=!~<>(),]+))/y;

/** @throws Refusal with the words that Confluence uses. */
export function parseCql(cql: string): Cql {
  const tokens = tokenize(cql);
  let at = 0;
  const peek = (ahead = 0) => tokens[at + ahead];
  const isWord = (word: string, ahead = 0) => {
    const token = peek(ahead);
    return token !== undefined && !token.isQuoted && token.text.toLowerCase() === word;
  };
  const take = (): Token => {
    const token = tokens[at];
    if (token === undefined) throw bad(cql, "it ends too early");
    at += 1;
    return token;
  };
  const takeWord = (word: string): boolean => {
    if (!isWord(word)) return false;
    at += 1;
    return true;
  };
  const expect = (word: string) => {
    if (!takeWord(word)) throw bad(cql, `expected ${word} before ${peek()?.text ?? "its end"}`);
  };

  function several(word: "and" | "or", part: () => Condition): Condition {
    const first = part();
    const of = [first];
    while (takeWord(word)) of.push(part());
    return of.length === 1 ? first : { kind: word, of };
  }

  const anyOf = (): Condition => several("or", () => several("and", term));

  function term(): Condition {
    if (takeWord("not")) return { kind: "not", of: term() };
    if (takeWord("(")) {
      const inner = anyOf();
      expect(")");
      return inner;
    }
    const name = take().text.toLowerCase();
    if (!Object.hasOwn(fields, name)) throw bad(cql, `unknown field ${name}`);
    const field = name as keyof typeof fields;
    const operator = readOperator();
    if (!fields[field].includes(operator)) throw bad(cql, `${name} does not take ${operator}`);
    return { kind: "clause", field, operator, values: readValues(operator) };
  }

  function readOperator(): Operator {
    if (isWord("not") && isWord("in", 1)) {
      at += 2;
      return "not in";
    }
    const word = take().text.toLowerCase();
    const operator = OPERATORS.find((one) => one === word);
    if (operator === undefined) throw bad(cql, `unknown operator ${word}`);
    return operator;
  }

  function readValues(operator: Operator): string[] {
    if (operator !== "in" && operator !== "not in") return [readValue()];
    expect("(");
    const values = [readValue()];
    while (takeWord(",")) values.push(readValue());
    expect(")");
    return values;
  }

  function readValue(): string {
    const token = take();
    if (!token.isQuoted && /^[=!~<>(),]/.test(token.text)) throw bad(cql, "a value is missing");
    // Functions, such as now("-4w").
    if (token.isQuoted || !takeWord("(")) return token.text;
    const argument = isWord(")") ? "" : take().text;
    expect(")");
    return `${token.text.toLowerCase()}(${argument})`;
  }

  function readOrder(): Cql["orderBy"] {
    if (!takeWord("order")) return undefined;
    expect("by");
    const field = take().text.toLowerCase();
    if (field !== "lastmodified" && field !== "created" && field !== "title") {
      throw bad(cql, `cannot order by ${field}`);
    }
    const descending = takeWord("desc");
    if (!descending) takeWord("asc");
    return { field, descending };
  }

  if (tokens.length === 0) throw bad(cql, "it is empty");
  const where = isWord("order") ? undefined : anyOf();
  const orderBy = readOrder();
  if (at < tokens.length) throw bad(cql, `unexpected ${peek()?.text}`);
  return { where, orderBy };
}

function tokenize(cql: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let end = cql.trimEnd().length; TOKEN.lastIndex < end; ) {
    const found = TOKEN.exec(cql);
    if (found === null) throw bad(cql, "a sign that does not belong there");
    const quoted = found[1] ?? found[2];
    const text = quoted?.replace(/\\(.)/g, "$1") ?? found[3] ?? found[4] ?? "";
    tokens.push({ text, isQuoted: quoted !== undefined });
  }
  return tokens;
}

function bad(cql: string, why: string) {
  return invalid(`Could not parse cql : ${cql} (${why})`);
}
