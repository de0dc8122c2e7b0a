import { expect, test } from "vitest";
import { parseXml } from "../../../../connectors/shared/extraction/archive/xml-tree.ts";
import { htmlList } from "../../../../connectors/shared/extraction/html-lists.ts";
import { chartToHtml } from "../../../../connectors/shared/extraction/office/chart-to-html.ts";
import { equationToLatex } from "../../../../connectors/shared/extraction/office/equation-to-latex.ts";
import { joinLines } from "../../../../connectors/shared/extraction/pdf/join-lines.ts";
import { formatNumber } from "../../../../connectors/shared/extraction/word/format-number.ts";

const OFFICE = "http://schemas.openxmlformats.org";
const run = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;

test.each([
  [`<m:sSup><m:e>${run("x")}</m:e><m:sup>${run("2")}</m:sup></m:sSup>`, "x^{2}"],
  [`<m:sSub><m:e>${run("x")}</m:e><m:sub>${run("1")}</m:sub></m:sSub>`, "x_{1}"],
  [`<m:rad><m:deg/><m:e>${run("2a")}</m:e></m:rad>`, "\\sqrt{2a}"],
  [
    `<m:sSup><m:e><m:f><m:num>${run("a")}</m:num><m:den>${run("b")}</m:den></m:f></m:e><m:sup>${run("2")}</m:sup></m:sSup>`,
    "{\\frac{a}{b}}^{2}",
  ],
  [
    `<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>${run("i")}</m:sub><m:sup>${run("n")}</m:sup><m:e>${run("i")}</m:e></m:nary>`,
    "\\sum_{i}^{n} i",
  ],
  [`<m:d><m:e>${run("a")}</m:e><m:e>${run("b")}</m:e></m:d>`, "(a, b)"],
  [
    `<m:m><m:mr><m:e>${run("1")}</m:e><m:e>${run("0")}</m:e></m:mr></m:m>`,
    "\\begin{matrix}1 & 0\\end{matrix}",
  ],
  [run("2π±1"), "2\\pi \\pm 1"],
])("the equation %s is %s", (inner, latex) => {
  const xml = `<m:oMath xmlns:m="${OFFICE}/officeDocument/2006/math">${inner}</m:oMath>`;
  expect(equationToLatex(parseXml(xml, "equation"))).toBe(latex);
});

test("a chart is the table it was drawn from, under its title and kind", () => {
  const points = (values: string[]) =>
    values.map((value, at) => `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`).join("");
  const chart = parseXml(
    `<c:chartSpace xmlns:c="${OFFICE}/drawingml/2006/chart" xmlns:a="${OFFICE}/drawingml/2006/main"><c:chart><c:title><a:t>Leave</a:t></c:title><c:plotArea><c:bar3DChart><c:ser><c:tx><c:v>Days</c:v></c:tx><c:cat>${points(["2025", "2026"])}</c:cat><c:val>${points(["10", "4.2999999999999998"])}</c:val></c:ser></c:bar3DChart></c:plotArea></c:chart></c:chartSpace>`,
    "chart",
  );
  expect(chartToHtml(chart)).toBe(
    "<p>Leave (bar chart)</p><table><tr><th></th><th>Days</th></tr><tr><td>2025</td><td>10</td></tr><tr><td>2026</td><td>4.3</td></tr></table>",
  );
  expect(chartToHtml(undefined)).toBe("");
});

test.each([
  [4, "decimal", "4"],
  [4, "decimalZero", "04"],
  [27, "lowerLetter", "aa"],
  [3, "upperLetter", "C"],
  [1994, "upperRoman", "MCMXCIV"],
  [-1, "lowerRoman", "-1"],
  [2, "none", ""],
  [2, "thaiCounting", "2"],
])("%d as %s is %j", (value, format, text) => {
  expect(formatNumber(value, format)).toBe(text);
});

test("lists nest by level, and leave the counting to a list only where it shows the same", () => {
  const item = (level: number, label: string | undefined, inner: string) => ({
    level,
    label,
    inner,
  });
  expect(htmlList([item(0, "1.", "a"), item(1, undefined, "b"), item(0, "2.", "c")])).toBe(
    "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
  );
  expect(htmlList([item(0, "3.", "a"), item(0, "1.", "b")])).toBe(
    '<ol start="3"><li>a</li></ol><ol><li>b</li></ol>',
  );
  expect(htmlList([item(0, "A)", "a"), item(0, "B)", "b")])).toBe(
    "<ul><li>A) a</li><li>B) b</li></ul>",
  );
  expect(htmlList([item(1, undefined, "deep"), item(0, undefined, "top")])).toBe(
    "<ul><li>deep</li></ul><ul><li>top</li></ul>",
  );
});

test.each([
  ["carry-", "over", "carryover"],
  ["Anna-", "Maria", "Anna-Maria"],
  ["soft\u00ad", "Hyphen", "softHyphen"],
  ["有給", "休暇", "有給休暇"],
  ["two", "words", "two words"],
])("%j and %j are joined to %j", (before, after, joined) => {
  expect(joinLines(before, after)).toBe(joined);
});
