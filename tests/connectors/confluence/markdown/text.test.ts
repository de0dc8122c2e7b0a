import { expect, test } from "vitest";
import { read, SITE } from "./body-fixture.ts";

test("headings stand below the page's title", async () => {
  expect(await read("<h1>One</h1><h3>Three</h3><h6>Six <br/>lines</h6>")).toBe(
    "## One\n\n#### Three\n\n###### Six lines",
  );
});

test("marks on words; neighbours with the same mark are one", async () => {
  expect(
    await read(
      "<p><strong>bold</strong><strong>er</strong>, <em>slanted</em>, <u>plain</u>, <del>gone</del>, " +
        '<code>a*b</code>, <span style="color: red;">red</span>, H<sub>2</sub>O, 10<sup>3</sup></p>',
    ),
  ).toBe("**bolder**, *slanted*, plain, ~~gone~~, `a*b`, red, H2O, 10³");
});

test("marks around whole paragraphs leave no stray asterisks", async () => {
  expect(await read("<strong><p>one</p><p>two</p></strong>")).toBe("one\n\ntwo");
  expect(await read("<p><em>a <em>b</em></em></p>")).toBe("*a b*");
  expect(await read("<p>a<strong> </strong>b<u/>c</p>d<p/>e")).toBe("a bc\n\nd e");
});

test.each([
  ["fish &amp; chips", "fish & chips"],
  ["a&nbsp;b &rarr; c &ndash; d &euro;5 &uuml;", "a b → c – d €5 ü"],
  ["&#8594; &#x2192;", "→ →"],
  ["&hearts; &notanentity; &constructor; R & D", "♥ &notanentity; &constructor; R & D"],
  ["&lt;script&gt;", "\\<script>"],
  ["&amp;lt;b&amp;gt;", "&lt;b&gt;"],
  ["1 < 2 and 3 > 2", "1 < 2 and 3 > 2"],
])("entities: %s", async (storage, markdown) => {
  expect(await read(`<p>${storage}</p>`)).toBe(markdown);
});

test("entities in attributes", async () => {
  expect(
    await read('<ac:link><ri:page ri:content-title="R&amp;D &ndash; &quot;Lab&quot;"/></ac:link>'),
  ).toBe('R&D – "Lab"');
});

test("lists, nested and numbered", async () => {
  expect(
    await read(
      "<ul><li><p>a</p><ol><li>b</li><li>c<ul><li>d</li></ul></li></ol></li><li>e</li></ul>" +
        '<ol start="4"><li>four</li><li>five</li></ol>',
    ),
  ).toBe("- a\n  1. b\n  2. c\n     - d\n- e\n\n4. four\n5. five");
});

test("tasks: done or open, who and until when, nested", async () => {
  const task = (status: string, body: string) =>
    `<ac:task><ac:task-id>7</ac:task-id><ac:task-uuid>4b1c</ac:task-uuid><ac:task-status>${status}</ac:task-status><ac:task-body>${body}</ac:task-body></ac:task>`;
  const markdown = await read(
    `<ac:task-list>${task("complete", '<span class="placeholder-inline-tasks">Book <ac:link><ri:user ri:account-id="557058:ann"/></ac:link> <time datetime="2026-03-01"/></span>')}${task(
      "incomplete",
      `Pack<ac:task-list>${task("incomplete", "Socks")}</ac:task-list>`,
    )}</ac:task-list>`,
  );
  expect(markdown).toBe("- [x] Book @Ann Lee 2026-03-01\n- [ ] Pack\n  - [ ] Socks");
});

test("columns are read one after the other", async () => {
  const cell = (text: string) => `<ac:layout-cell><p>${text}</p></ac:layout-cell>`;
  expect(
    await read(
      `<ac:layout><ac:layout-section ac:type="two_equal">${cell("left")}${cell("right")}</ac:layout-section><ac:layout-section ac:type="single">${cell("below")}</ac:layout-section></ac:layout>`,
    ),
  ).toBe("left\n\nright\n\nbelow");
});

test("comments on words, placeholders and unknown elements", async () => {
  expect(
    await read(
      '<p>See <ac:inline-comment-marker ac:ref="1">this</ac:inline-comment-marker><ac:placeholder>Type here</ac:placeholder> and <ac:novelty ac:x="1">that</ac:novelty>.</p><!-- not this --><?pi?>',
    ),
  ).toBe("See this and that.");
});

test("emoji by character, by their older name, or by the company's own", async () => {
  expect(
    await read(
      '<p><ac:emoticon ac:name="blue-star" ac:emoji-shortname=":rocket:" ac:emoji-fallback="🚀"/> ' +
        '<ac:emoticon ac:name="tick"/> <ac:emoticon ac:name="cross" ac:emoji-fallback=":cross_mark:"/> ' +
        '<ac:emoticon ac:name="blue-star" ac:emoji-shortname=":acme:" ac:emoji-fallback=":acme:"/> ' +
        '<ac:emoticon ac:name="constructor"/></p>',
    ),
  ).toBe("🚀 ✅ ❌ ⭐ :constructor:");
});

test("text that looks like structure stays text", async () => {
  const markdown = await read(
    "<p># not a heading</p><p>- no item</p><p>1. no number</p><p>```</p><p>| a | b |</p>" +
      "<p>one<br/>## two<br/>&gt; three</p><p>---</p>",
  );
  expect(markdown.split("\n").filter((line) => /^(?:#|-|\d+\.|`|\||>)/.test(line))).toEqual([]);
});

test("code within a line", async () => {
  expect(
    await read("<p><code>a `tick` &lt;b&gt;</code> <code>x<strong>y</strong></code></p>"),
  ).toBe("``a `tick` <b>`` `xy`");
});

test("links to pages, by title or with words of their own", async () => {
  const link = (inner: string) => `<p><ac:link>${inner}</ac:link></p>`;
  const page = '<ri:page ri:space-key="HR" ri:content-title="Travel policy"/>';
  const url = `${SITE}/spaces/HR/pages/12`;
  expect(await read(link(page))).toBe(`[Travel policy](${url})`);
  expect(
    await read(
      link(`${page}<ac:plain-text-link-body><![CDATA[the <rules>]]></ac:plain-text-link-body>`),
    ),
  ).toBe(`[the \\<rules>](${url})`);
  expect(await read(link(`${page}<ac:link-body>the <strong>rules</strong></ac:link-body>`))).toBe(
    `[the **rules**](${url})`,
  );
  expect(await read(link('<ri:content-entity ri:content-id="13"/>'))).toBe(
    `[On-call \\[primary\\]](${SITE}/spaces/OPS/pages/13)`,
  );
  expect(await read(link('<ri:page ri:content-title="Nowhere"/>'))).toBe("Nowhere");
  expect(
    await read(link('<ri:blog-post ri:content-title="News" ri:posting-day="2026/01/02"/>')),
  ).toBe("News");
});

test("links to people, files, spaces and places on the page", async () => {
  const link = (inner: string, attributes = "") =>
    read(`<p><ac:link${attributes}>${inner}</ac:link></p>`);
  expect(await link('<ri:user ri:account-id="bo"/>')).toBe("@Bo Berg");
  expect(await link('<ri:user ri:account-id="gone"/>')).toBe("@someone");
  expect(await link('<ri:attachment ri:filename="plan 1.pdf"/>')).toBe(
    `[plan 1.pdf](${SITE}/download/plan%201.pdf)`,
  );
  expect(
    await link(
      '<ri:attachment ri:filename="x.pdf"><ri:page ri:content-title="Travel policy"/></ri:attachment>',
    ),
  ).toBe("x.pdf");
  expect(await link('<ri:space ri:space-key="HR"/>')).toBe("HR");
  expect(await link("<ac:link-body>up there</ac:link-body>", ' ac:anchor="top"')).toBe("up there");
});

test("links to the web", async () => {
  const link = (href: string, text: string) => read(`<p><a href="${href}">${text}</a></p>`);
  expect(await link("https://a.example/x_(y)?a=1&amp;b=2", "see [1]")).toBe(
    "[see \\[1\\]](https://a.example/x_%28y%29?a=1&b=2)",
  );
  expect(await link("mailto:hr@acme.example", "HR")).toBe("[HR](mailto:hr@acme.example)");
  expect(await link("#section", "below")).toBe("below");
  for (const bad of [
    "javascript:alert(1)",
    " JaVaScript:alert(1)",
    "java&#10;script:x",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
  ]) {
    expect(await link(bad, "words")).toBe("words");
  }
});

test("an address pasted as it is gets the name of what it leads to", async () => {
  const bare = (href: string) =>
    read(`<p><a href="${href}" data-card-appearance="inline">${href}</a></p>`);
  const url = `${SITE}/spaces/HR/pages/12`;
  expect(await bare(`${url}/Travel+policy?focused=1`)).toBe(`[Travel policy](${url})`);
  expect(await bare("https://other.example/wiki/spaces/X/pages/12/Their+page")).toBe(
    "[Their page](https://other.example/wiki/spaces/X/pages/12/Their+page)",
  );
  expect(await bare("https://acme.atlassian.net/browse/OPS-7")).toBe(
    "[OPS-7](https://acme.atlassian.net/browse/OPS-7)",
  );
  expect(await read('<p><a href="/wiki/spaces/HR/pages/12/Travel+policy">rules</a></p>')).toBe(
    `[rules](${url})`,
  );
  expect(await read('<p><a href="/wiki/label/x">labels</a></p>')).toBe("labels");
});

test("pictures by description, else by file name, with their caption", async () => {
  expect(
    await read(
      '<ac:image ac:alt="The gate"><ri:attachment ri:filename="gate.png"/><ac:caption><p>In spring</p></ac:caption></ac:image>',
    ),
  ).toBe(`Image: [The gate](${SITE}/download/gate.png)\n\nIn spring`);
  expect(await read('<p><ac:image><ri:attachment ri:filename="gate.png"/></ac:image></p>')).toBe(
    `Image: [gate.png](${SITE}/download/gate.png)`,
  );
  expect(
    await read('<ac:image><ri:url ri:value="https://a.example/b/c.png?x=1"/></ac:image>'),
  ).toBe("Image: [c.png](https://a.example/b/c.png?x=1)");
  expect(
    await read(
      '<ac:link><ri:page ri:content-title="Travel policy"/><ac:link-body><ac:image ac:alt="Map"><ri:attachment ri:filename="m.png"/></ac:image></ac:link-body></ac:link>',
    ),
  ).toBe(`[Image: Map](${SITE}/spaces/HR/pages/12)`);
});

test("what the newer editor keeps as ADF is read once, not twice", async () => {
  const extension = (type: string, attributes: string, content: string, fallback: string) =>
    `<ac:adf-extension><ac:adf-node type="${type}">${attributes}${content}</ac:adf-node><ac:adf-fallback>${fallback}</ac:adf-fallback></ac:adf-extension>`;
  const attribute = (key: string, value: string) =>
    `<ac:adf-attribute key="${key}">${value}</ac:adf-attribute>`;
  expect(
    await read(
      extension(
        "panel",
        attribute("panel-type", "note"),
        "<ac:adf-content><p>Mind it.</p></ac:adf-content>",
        "<div>Mind it.</div>",
      ),
    ),
  ).toBe("> **Note**\n>\n> Mind it.");
  const item = (state: string, text: string) =>
    `<ac:adf-node type="decision-item">${attribute("state", state)}<ac:adf-content>${text}</ac:adf-content></ac:adf-node>`;
  expect(
    await read(
      extension(
        "decision-list",
        attribute("local-id", "9"),
        item("DECIDED", "Go <strong>north</strong>") + item("UNDECIDED", "When?"),
        "<ul><li>Go north</li></ul>",
      ),
    ),
  ).toBe("- **Decision:** Go **north**\n- **Undecided:** When?");
  const parameters = attribute(
    "parameters",
    '<ac:adf-parameter key="local-id">eoz</ac:adf-parameter><ac:adf-parameter key="guest-params"><ac:adf-parameter key="diagram-name">Network</ac:adf-parameter></ac:adf-parameter>',
  );
  expect(
    await read(
      extension("extension", attribute("extension-key", "app/static/drawio") + parameters, "", ""),
    ),
  ).toBe('(The macro "drawio", "Network", is shown in Confluence only.)');
  expect(await read(extension("novelty", "", "", "<p>as it was</p>"))).toBe("as it was");
});
