import { expect, test } from "vitest";
import { readMarkdownPage } from "../../../connectors/shared/markdown/read-markdown-page.ts";

const clean = (text: string, isMdx = false) => readMarkdownPage(text, isMdx).markdown;

test("tables, lists and code come through untouched", () => {
  const text = [
    "Intro with `<b>` and `<!-- not a comment -->`.",
    "",
    "| a | b |",
    "|---|---|",
    "| 1 | `x | y` |",
    "",
    "- one",
    "  - two",
    "",
    "```html",
    "<!-- kept -->",
    "<div>{{< kept >}}</div>",
    "",
    "",
    "",
    "# kept",
    "```",
  ].join("\n");
  expect(clean(text)).toBe(text);
});

test.each([
  ["a comment", "A<!-- x\n`y`\n-->B", "AB"],
  ["a comment that is never closed", "A <!-- B", "A <!-- B"],
  ["a Hugo shortcode", '{{% details summary="More" %}}\nText\n{{% /details %}}', "**More**\nText"],
  ["a Hugo video", "A\n\n{{< youtube abc123 >}}\n\nB", "A\n\nB"],
  ["a Liquid tag", "{% include x.html %}Text", "Text"],
  ["an ERB link", '<%= link_to "the guide", "/guide" %> helps', "the guide helps"],
  ["a heading's anchor", "Text\n\n## Pay {#pay}", "Text\n\n## Pay"],
  ["a class", "Text\n{: .warning}", "Text"],
  ["an embedded picture", "A ![](data:image/png;base64,AAAA) B", "A  B"],
  ["a picture with words", "![Map of the office](map.png)", "Map of the office"],
  ["a picture called by its file", "A ![IMG_1.png](IMG_1.png)", "A"],
  ["line breaks in a table", "| a |\n|---|\n| x<br>y |", "| a |\n|---|\n| x y |"],
  ["a link in HTML", 'See <a href="/x">this</a>.', "See [this](/x)."],
  ["emphasis in HTML", "<b>Bold</b> <span>x</span>", "**Bold** x"],
  ["a folded part", "<details><summary>More</summary>\n\nText\n</details>", "**More**\n\nText"],
  ["a script", "A<script>alert(1)</script>B", "AB"],
  ["a placeholder", "Send <your-name> to us", "Send <your-name> to us"],
  ["an entity", "Tom&nbsp;&amp;&nbsp;Ann &lt;b&gt;", "Tom & Ann \\<b>"],
  [
    "a reference",
    "See [the guide][g].\n\n[g]: https://x.example/g",
    "See [the guide](https://x.example/g).",
  ],
])("readers see the same of %s", (_, text, expected) => {
  expect(clean(text)).toBe(expected);
});

test("a table in HTML becomes a Markdown table", () => {
  expect(
    clean(
      "A\n\n<table>\n<tr><th>x</th></tr>\n<tr><th>`1`</th></tr>\n<tr><td>2</td></tr></table>\n\nB",
    ),
  ).toContain("`1`");
  expect(clean("<table><tr><th>x</th><th>y</th></tr><tr><td>`1`</td><td>2</td></tr></table>")).toBe(
    "| x | y |\n| --- | --- |\n| `1` | 2 |",
  );
});

test("MDX modules and components go, what they hold stays", () => {
  const text =
    "import Tabs from './tabs'\n\nexport const a = 1\n\n<Tabs value=\"x\">\n\nText {/* no */}\n\n</Tabs>";
  expect(clean(text, true)).toBe("Text");
});

test("rules with prose between them are no front matter; TOML and broken YAML are", () => {
  expect(clean("---\nJust a quote\n---\n\nText")).toContain("Just a quote");
  expect(readMarkdownPage('+++\ntitle = "Leave"\nlastmod = 2026-05-06\n+++\nText')).toMatchObject({
    title: "Leave",
    markdown: "Text",
    updatedAt: "2026-05-06T00:00:00.000Z",
  });
});

test("hostile text costs time in proportion to its length", () => {
  for (const piece of ["<!--", "` `` ", "![", "[a][", "<a href=", "{{<", "# ", " ", "<b>", "{#"]) {
    const start = performance.now();
    readMarkdownPage(piece.repeat(200_000 / piece.length));
    expect(performance.now() - start, piece).toBeLessThan(3000);
  }
});
