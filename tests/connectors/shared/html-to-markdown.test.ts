import { expect, test } from "vitest";
import { htmlToMarkdown } from "../../../connectors/shared/html/html-to-markdown.ts";

const convert = (html: string) => htmlToMarkdown(html).markdown;

test("headings, lists, code and links keep their structure", () => {
  expect(
    convert(
      "<h2>Setup <a href='#setup'>¶</a></h2><ol start=3><li>Run <code>make</code><ul><li>wait</li></ul></li><li>See <a href='/x y'>the guide</a></li></ol><pre class='language-sh'>make  all\n</pre>",
    ),
  ).toBe(
    "## Setup\n\n3. Run `make`\n   - wait\n4. See [the guide](/x%20y)\n\n```sh\nmake  all\n```",
  );
});

test("tables keep headers, spans, pipes and lists in their cells", () => {
  expect(
    convert(
      "<table><caption>Rooms</caption><thead><tr><th>Floor</th><th colspan=2>Room | seats</th></tr></thead><tr><td rowspan=2>1</td><td>North</td><td>8</td></tr><tr><td><ul><li>South</li><li>East</li></ul></td><td></td></tr></table>",
    ),
  ).toBe(
    [
      "**Rooms**",
      "",
      "| Floor | Room \\| seats | Room \\| seats |",
      "| --- | --- | --- |",
      "| 1 | North | 8 |",
      "| 1 | - South - East |  |",
    ].join("\n"),
  );
});

test("a table without header cells gets a blank header, one for layout turns into blocks", () => {
  expect(convert("<table><tr><td>a</td><td>b</td></tr></table>")).toBe(
    "|  |  |\n| --- | --- |\n| a | b |",
  );
  expect(convert("<table><tr><td><h2>A</h2></td><td><p>text</p></td></tr></table>")).toBe(
    "## A\n\ntext",
  );
});

test("what nobody sees is dropped", () => {
  const seen = "<p>Seen.</p>";
  const unseen = [
    "<script>var a = '<p>no</p>'</script>",
    "<style>p { color: red }</style>",
    "<nav><a href='/'>Home</a></nav>",
    "<div hidden>no</div>",
    "<div style='display: none'>no</div>",
    "<span aria-hidden=true>no</span>",
    "<!-- no -->",
    "<template>no</template>",
    "<footer>no</footer>",
    "<img src='data:image/png;base64,AAAA'>",
  ];
  for (const html of unseen) expect(convert(html + seen), html).toBe("Seen.");
});

test("only the main part is taken where a page marks one", () => {
  expect(convert("<header>Acme</header><div role=main><p>Text.</p></div><aside>More</aside>")).toBe(
    "Text.",
  );
});

test("text stays as written, and cannot turn into structure or tags", () => {
  expect(convert("<p>snake_case_name *2 [draft]</p>")).toBe("snake_case_name *2 [draft]");
  expect(convert("<p># no heading</p><p>1. no list</p>")).toBe("\\# no heading\n\n1\\. no list");
  expect(convert("<p>Use &lt;main&gt; here, 3 &lt; 4</p>")).toBe("Use \\<main> here, 3 < 4");
});

test("links that run code or lead nowhere leave their words", () => {
  expect(convert("<a href='javascript:alert(1)'>Go</a> <a href='#x'>Down</a>")).toBe("Go Down");
});

test("raised numbers are not read as part of the number before them", () => {
  expect(convert("<p>10<sup>3</sup> m<sup>2</sup>, 4<sup>th</sup></p>")).toBe("10³ m², 4th");
});

test("a merged cell is repeated as far as it helps, however long it is and far it reaches", () => {
  const long = `Winter ${"word ".repeat(100)}end`;
  const rows = (cells: string) => convert(`<table><tr><th>A</th><th>B</th></tr>${cells}</table>`);
  const [, , first = "", second = ""] = rows(
    `<tr><td rowspan=2>${long}</td><td>1</td></tr><tr><td>2</td></tr>`,
  ).split("\n");
  expect(first).toContain(" end | 1 |");
  expect(second).toMatch(/^\| Winter .*… \| 2 \|$/);
  expect(second.length).toBeLessThan(300);
  const huge = `<tr><td rowspan=60000 colspan=9000>${"x".repeat(100_000)}</td></tr>`;
  expect(rows(huge + "<tr><td>y</td></tr>".repeat(3_000)).length).toBeLessThan(6_000_000);
});

test("cells beyond the widest table are kept in its last column", () => {
  const cells = Array.from({ length: 203 }, (_, n) => `<td>c${n}</td>`).join("");
  const table = convert(`<table><tr>${"<th>h</th>".repeat(203)}</tr><tr>${cells}</tr></table>`);
  expect(table.split("\n").at(-1)).toMatch(/ c198 \| c199, c200, c201, c202 \|$/);
});

test("hundreds of thousands of rows and back-ticks are read", { timeout: 30_000 }, () => {
  const code = "`` ".repeat(200_000);
  expect(convert(`<pre>${code}</pre>`)).toMatch(/^```\n`` ``/);
  const table = convert(`<table>${"<tr><td>a</td><td>b</td></tr>".repeat(130_000)}</table>`);
  expect(table.split("\n")).toHaveLength(130_002);
});
