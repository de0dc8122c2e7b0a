import { expect, test } from "vitest";
import { macro, read, SITE } from "./body-fixture.ts";

test("code with language and title; nothing in it is interpreted", async () => {
  const plain = 'if (a &lt; b) {\n\n\n  <b>"&nbsp;"</b> # h\n  | x | data:text/plain,y\n}';
  expect(
    await read(macro("code", { parameters: { language: "C++", title: "main.cpp" }, plain })),
  ).toBe(`**main.cpp**\n\n\`\`\`c++\n${plain}\n\`\`\``);
});

test("a fence is longer than any run of back-ticks inside", async () => {
  expect(await read(macro("noformat", { plain: "a\n```js\nb\n````" }))).toBe(
    "`````\na\n```js\nb\n````\n`````",
  );
});

test("code within a list and a quote keeps its place", async () => {
  expect(
    await read(`<ol><li>Run${macro("code", { plain: "a:\n  - b" })}</li><li>Look</li></ol>`),
  ).toBe("1. Run\n\n   ```\n   a:\n     - b\n   ```\n2. Look");
});

test("the end of CDATA can be part of code", async () => {
  expect(await read(macro("code", { plain: "a[b[0]]]]><![CDATA[> c" }))).toBe(
    "```\na[b[0]]> c\n```",
  );
});

test.each([
  ["info", {}, "> Text."],
  ["info", { title: "Hear" }, "> **Hear**\n>\n> Text."],
  ["note", {}, "> **Note**\n>\n> Text."],
  ["warning", { title: "Hot" }, "> **Warning: Hot**\n>\n> Text."],
  ["tip", {}, "> **Tip**\n>\n> Text."],
  ["success", {}, "> **Success**\n>\n> Text."],
  ["panel", { title: "Box", borderStyle: "solid" }, "> **Box**\n>\n> Text."],
])("panel: %s %o", async (name, parameters, markdown) => {
  expect(await read(macro(name, { parameters, rich: "<p>Text.</p>" }))).toBe(markdown);
});

test("panels hold lists, expanders and other panels", async () => {
  const inner = macro("expand", { parameters: { title: "More" }, rich: "<ul><li>a</li></ul>" });
  expect(await read(macro("panel", { rich: `<p>Text.</p>${inner}` }))).toBe(
    "> Text.\n>\n> **More**\n>\n> - a",
  );
});

test("expanders show their title and what they hide", async () => {
  expect(
    await read(macro("expand", { parameters: { title: "How to pack" }, rich: "<p>Light.</p>" })),
  ).toBe("**How to pack**\n\nLight.");
});

test("statuses stand in the line", async () => {
  const status = macro("status", { parameters: { colour: "Red", title: "AT RISK" } });
  expect(await read(`<p>Now: ${status}, later better.</p>`)).toBe("Now: AT RISK, later better.");
  expect(await read(`<p>${macro("status", { parameters: { colour: "Red" } })}</p>`)).toBe("Red");
});

test("excerpts are shown unless hidden", async () => {
  expect(await read(macro("excerpt", { rich: "<p>Shown.</p>" }))).toBe("Shown.");
  expect(await read(macro("excerpt", { parameters: { hidden: "true" }, rich: "<p>No.</p>" }))).toBe(
    "",
  );
});

test("excerpts in the middle of a sentence stay there", async () => {
  const excerpt = macro("excerpt", { rich: "<p>ten <em>days</em></p>" });
  expect(await read(`<p>You have ${excerpt} a year.</p>`)).toBe("You have ten *days* a year.");
  const included = macro("excerpt-include", {
    parameters: { "": "HR:Travel policy", name: "days" },
  });
  expect(await read(`<p>You have: ${included} Enjoy.</p>`)).toBe("You have: Excerpt days. Enjoy.");
});

test("included pages and excerpts take their place, with their structure", async () => {
  const page = '<ac:link><ri:page ri:content-title="Travel policy"/></ac:link>';
  const included = "Book early.\n\n| Class | From |\n| --- | --- |\n| Rail | 1 km |";
  expect(await read(`<p>First.</p>${macro("include", { parameters: { "": page } })}`)).toBe(
    `First.\n\n${included}`,
  );
  expect(await read(macro("excerpt-include", { parameters: { "": "HR:Travel policy" } }))).toBe(
    included,
  );
  expect(await read(macro("excerpt-include", { parameters: { "": page, name: "fees" } }))).toBe(
    "Excerpt fees.",
  );
  expect(await read(`<ul><li>${macro("include", { parameters: { "": page } })}</li></ul>`)).toBe(
    `- ${included.replaceAll(/\n(?!\n)/g, "\n  ")}`,
  );
  expect(
    await read(
      `<table><tr><th>A</th></tr><tr><td>x</td><td>${macro("include", { parameters: { "": page } })}</td></tr></table>`,
    ),
  ).toContain("| x | Book early. \\| Class \\| From \\|");
  expect(await read(macro("include", { parameters: { "": "Gone: away" } }))).toBe(
    '(What is included here from the page "Gone: away" could not be read.)',
  );
});

test("issues are keys with links; lists of them are noted", async () => {
  expect(
    await read(`<p>See ${macro("jira", { parameters: { key: "OPS-12", server: "J" } })}.</p>`),
  ).toBe("See [OPS-12](https://acme.atlassian.net/browse/OPS-12).");
  expect(
    await read(macro("jira", { parameters: { jqlQuery: "project = OPS &quot;x&quot;" } })),
  ).toBe('(A list of Jira issues for "project = OPS "x"" is shown in Confluence only.)');
});

test.each([
  "toc",
  "children",
  "pagetree",
  "recently-updated",
  "contentbylabel",
  "anchor",
  "attachments",
  "contributors",
  "livesearch",
])("%s is made at view time and leaves nothing", async (name) => {
  expect(await read(`<p>a</p>${macro(name, { parameters: { maxLevel: "3" } })}<p>b</p>`)).toBe(
    "a\n\nb",
  );
});

test.each([
  [
    "detailssummary",
    { cql: "label = x" },
    "(A report on the properties of other pages for label = x is shown in Confluence only.)",
  ],
  ["gallery", { title: "Party" }, '(A gallery of pictures "Party" is shown in Confluence only.)'],
  ["cheese", {}, '(The macro "cheese" is shown in Confluence only.)'],
  [
    "drawio",
    { diagramName: "Network" },
    '(The macro "drawio", "Network", is shown in Confluence only.)',
  ],
  ["constructor", {}, '(The macro "constructor" is shown in Confluence only.)'],
])("%s is noted", async (name, parameters, markdown) => {
  expect(await read(macro(name, { parameters }))).toBe(markdown);
});

test("macros nobody foresaw keep what they hold", async () => {
  const tab = macro("ui-tab", { parameters: { title: "Linux" }, rich: "<p>Use apt.</p>" });
  expect(await read(macro("ui-tabs", { rich: tab }))).toBe("**Linux**\n\nUse apt.");
  expect(await read(macro("mermaid", { plain: "graph TD\n  A-->B" }))).toBe(
    "```\ngraph TD\n  A-->B\n```",
  );
});

test("sections, columns and details are transparent", async () => {
  const column = (text: string) => macro("column", { rich: `<p>${text}</p>` });
  expect(await read(macro("section", { rich: column("a") + column("b") }))).toBe("a\n\nb");
});

test("files are linked by name", async () => {
  const name = '<ri:attachment ri:filename="Plan.pdf"/>';
  const link = `Attachment: [Plan.pdf](${SITE}/download/Plan.pdf)`;
  for (const kind of ["view-file", "viewpdf", "viewxls", "multimedia"]) {
    expect(await read(macro(kind, { parameters: { name, height: "250" } }))).toBe(link);
  }
  expect(await read(macro("view-file", { parameters: { name: "Plan.pdf" } }))).toBe(link);
});

test("what is embedded is a link", async () => {
  const url = '<ri:url ri:value="https://video.example/v?id=1"/>';
  const link = "[https://video.example/v?id=1](https://video.example/v?id=1)";
  expect(await read(macro("widget", { parameters: { url } }))).toBe(link);
  expect(await read(macro("iframe", { parameters: { src: "https://video.example/v?id=1" } }))).toBe(
    link,
  );
  expect(await read(macro("iframe", { parameters: { src: "javascript:alert(1)" } }))).toBe(
    "javascript:alert(1)",
  );
});

test("HTML is data: its words, nothing that runs", async () => {
  expect(
    await read(
      macro("html", {
        plain:
          '<h2>Hi</h2><script>steal()</script><p onclick="x()">there</p><iframe src="https://x.example"></iframe>',
      }),
    ),
  ).toBe("## Hi\n\nthere");
});

test("Markdown stays Markdown", async () => {
  const plain = "## Setup\n\n- one\n- two\n\n```sh\nls <dir>\n```";
  expect(await read(macro("markdown", { plain }))).toBe(plain);
});

test("formulas as LaTeX", async () => {
  expect(
    await read(`<p>Area ${macro("mathinline", { parameters: { body: "a &lt; b_1" } })}.</p>`),
  ).toBe("Area $a < b_1$.");
  expect(await read(macro("mathblock", { plain: "$$\\frac{a}{b}$$" }))).toBe(
    "$$\n\\frac{a}{b}\n$$",
  );
});

test("profiles by name", async () => {
  const user = '<ri:user ri:account-id="bo"/>';
  expect(await read(`<p>Ask ${macro("profile", { parameters: { user } })}</p>`)).toBe(
    "Ask Bo Berg",
  );
});
