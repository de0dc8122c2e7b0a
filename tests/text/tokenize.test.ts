import { expect, test } from "vitest";
import { contentTerms } from "../../src/text/content-terms.ts";
import { extraTerms } from "../../src/text/extra-terms.ts";
import { guessLanguage } from "../../src/text/guess-language.ts";
import { scanTerms, termPrefixes } from "../../src/text/scan-terms.ts";
import { stem } from "../../src/text/stem.ts";
import { tokenize } from "../../src/text/tokenize.ts";

const MIXED = "Ogród Saski – the “Saxon” Garden’s №5 (1870年到1939年), ﾊﾟｽﾜｰﾄﾞ, والحديقة, Đà Nẵng!";

test("words are folded as FTS5 folds them", () => {
  expect(tokenize("Crème BRÛLÉE, naïve")).toEqual(["creme", "brulee", "naive"]);
  // FTS5 strips marks from Latin letters only, and đ is a letter of its own.
  expect(tokenize("Йод đâu")).toEqual(["йод", "đau"]);
});

test("scripts without spaces become bigrams and numbers inside them stay whole", () => {
  expect(tokenize("从1870年到")).toEqual(["从", "1870", "年到"]);
  expect(tokenize("บริษัท")).toEqual(["บริ", "ริษ", "ิษั", "ษัท"]);
});

test("Arabic words lose article, marks and endings", () => {
  expect(tokenize("والحديقة")).toEqual(tokenize("حديقة"));
  expect(tokenize("الكِتاب")).toEqual(tokenize("كتاب"));
});

test("the extra column holds only what FTS5 cannot make itself", () => {
  expect(extraTerms("Plain English – with a dash, and a café.")).toBe("");
  expect(extraTerms("夏季剧院 in Warsaw")).toBe("夏季 季剧 剧院");
  expect(extraTerms("ＡＢＣ plan")).toBe("abc");
});

test("scanning finds the same terms as tokenizing and stemming", () => {
  const all = tokenize(MIXED).map(stem);
  const seen: string[] = [];
  const length = scanTerms(MIXED, termPrefixes(all), (term) => seen.push(term));
  expect(seen).toEqual(all);
  expect(length).toBe(all.length);
});

test("content terms drop the stop words of the query's own language", () => {
  expect(contentTerms("What is the notice period?")).toEqual(["notice", "period"]);
  expect(contentTerms("¿Cuál es el plazo de preaviso?")).toEqual(["plazo", "preaviso"]);
  expect(contentTerms("Who are we")).toEqual(["who", "are", "we"]);
});

test.each([
  ["Which film was released first, Phoolwari or Aldri Annet Enn Bråk?", "en"],
  ["Wann wurde das Theater gebaut?", "de"],
  ["¿Dónde está el teatro?", "es"],
  ["Nhà hát Mùa hè nằm ở đâu?", "vi"],
  ["夏季剧院在哪里？", "zh"],
  ["プリンターの設定", "ja"],
  ["ما هي الحديقة؟", "ar"],
  ["VPN", "unknown"],
  ["", "unknown"],
])("the language of %j is %s", (text, language) => {
  expect(guessLanguage(text)).toBe(language);
});
