import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import {
  baselineKeywordQuery,
  buildKeywordQuery,
  buildTitleQuery,
} from "../../src/vector-index/sqlite/keyword-query.ts";

const HOSTILE = [
  `" OR title:x`,
  `"`,
  `""" NEAR(a b, 2) ^c* -d + (e) {f}: g`,
  "NOT",
  "AND OR NOT NEAR",
  "title : secret",
  "'; DROP TABLE terms; --",
  "🎉❤️👩‍💻 party",
  "\0\u0001 null \uD800 lone",
  "हिन्दी में छुट्टी",
  "ÀÉ½²ﬁ",
  "what is the",
  "word ".repeat(2000) + "x1 x2 x3 ".repeat(200),
];

test("any text gives an expression that FTS5 takes, or none", () => {
  const db = new DatabaseSync(":memory:");
  db.exec(
    `CREATE VIRTUAL TABLE t USING fts5 (title, headings, body, extra,
       tokenize = 'porter unicode61 remove_diacritics 2')`,
  );
  const search = db.prepare("SELECT count(*) AS n FROM t WHERE t MATCH ?");
  for (const text of HOSTILE) {
    for (const expression of [
      buildKeywordQuery(text),
      baselineKeywordQuery(text),
      buildTitleQuery([text, text]),
    ]) {
      if (expression !== undefined) {
        expect(search.get(expression), text.slice(0, 40)).toEqual({ n: 0 });
      }
    }
  }
  db.close();
});

test("a text without letters or digits gives no expression", () => {
  for (const text of ["", "   ", "?!", "🎉❤️"]) {
    expect(buildKeywordQuery(text)).toBeUndefined();
    expect(baselineKeywordQuery(text)).toBeUndefined();
    expect(buildTitleQuery([text])).toBeUndefined();
  }
});

test("terms are OR-ed and the words of a name AND-ed in the title", () => {
  expect(buildKeywordQuery("What is the parental leave?")).toBe(`"parental" OR "leave"`);
  expect(buildTitleQuery(["clarence brown", "leo fong"])).toBe(
    `title : (("clarence" AND "brown") OR ("leo" AND "fong"))`,
  );
});
