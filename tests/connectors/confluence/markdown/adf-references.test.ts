import { expect, test } from "vitest";
import { adfToMarkdown } from "../../../../connectors/confluence/markdown/adf-to-markdown.ts";
import { extension, type Node, node, p, readAdf, text } from "./adf-fixture.ts";
import { names, rowsOf, SITE } from "./body-fixture.ts";

test("people, emoji, dates, statuses, placeholders", async () => {
  expect(
    await readAdf(
      p(
        node("mention", { id: "gone", text: "@Cy Coe" }),
        " ",
        node("emoji", { shortName: ":wave:", text: "👋" }),
        node("emoji", { shortName: ":acme:" }),
        " ",
        node("date", { timestamp: "1767225600000" }),
        " ",
        node("status", { text: "DONE", color: "green" }),
        node("placeholder", { text: "Type here" }),
      ),
    ),
  ).toBe("@Cy Coe 👋:acme: 2026-01-01 DONE");
});

test("cards are links, by name where it is known", async () => {
  const url = `${SITE}/spaces/HR/pages/12`;
  expect(
    await readAdf(
      p(
        node("inlineCard", { url: `${url}/Old+title` }),
        " ",
        node("inlineCard", { data: { url: "https://a.example", name: "A" } }),
      ),
      node("blockCard", { url: "https://acme.atlassian.net/browse/OPS-7" }),
      node("embedCard", { url: "https://b.example/x", layout: "center" }),
      node("blockCard", { datasource: { id: "d", parameters: {}, views: [{ type: "table" }] } }),
    ),
  ).toBe(
    `[Travel policy](${url}) [A](https://a.example)\n\n[OPS-7](https://acme.atlassian.net/browse/OPS-7)\n\n` +
      "[https://b.example/x](https://b.example/x)\n\n(A list of issues or pages is shown in Confluence only.)",
  );
});

test("pictures and files", async () => {
  const media = (attrs: Node): Node =>
    node("media", { type: "file", id: "f", collection: "c", ...attrs });
  expect(
    await readAdf(
      node(
        "mediaSingle",
        { layout: "center" },
        media({ alt: "gate.png" }),
        node("caption", {}, text("In spring")),
      ),
      node(
        "mediaSingle",
        { layout: "center" },
        node("media", { type: "external", url: "https://a.example/b.png" }),
      ),
      node("mediaGroup", {}, media({ alt: "The gate" }), media({})),
      p("see ", node("mediaInline", { type: "file", id: "f", collection: "c", alt: "plan.pdf" })),
    ),
  ).toBe(
    `Image: [gate.png](${SITE}/download/gate.png)\n\nIn spring\n\nImage: [b.png](https://a.example/b.png)\n\n` +
      `Image: The gate\n\nImage: without a name\n\nsee Attachment: [plan.pdf](${SITE}/download/plan.pdf)`,
  );
});

test("macros follow the same rules as in the storage format", async () => {
  const paragraph = extension("bodiedExtension", "panel", { title: "Box" }, p("Text."));
  expect(await readAdf(paragraph)).toBe("> **Box**\n>\n> Text.");
  expect(await readAdf(extension("extension", "toc", { maxLevel: "2" }))).toBe("");
  expect(
    await readAdf(
      extension("extension", "excerpt-include", { "": "HR:Travel policy", name: "fees" }),
    ),
  ).toBe("Excerpt fees.");
  expect(await readAdf(extension("extension", "view-file", { name: "a.pdf" }))).toBe(
    `Attachment: [a.pdf](${SITE}/download/a.pdf)`,
  );
  expect(await readAdf(p("See ", extension("inlineExtension", "jira", { key: "OPS-1" })))).toBe(
    "See [OPS-1](https://acme.atlassian.net/browse/OPS-1)",
  );
  expect(await readAdf(extension("extension", "mermaid", { __bodyContent: "graph TD" }))).toBe(
    "```\ngraph TD\n```",
  );
  expect(await readAdf(p(extension("inlineExtension", "profile", { user: "bo" })))).toBe("Bo Berg");
  const details = node(
    "table",
    {},
    node("tableRow", {}, node("tableHeader", {}, p("Owner")), node("tableCell", {}, p("Ann"))),
  );
  expect(rowsOf(await readAdf(extension("bodiedExtension", "details", {}, details)))).toEqual([
    ["Property", "Value"],
    ["Owner", "Ann"],
  ]);
});

test("apps' macros by their name, tabs by their content", async () => {
  const parameters = { extensionTitle: "Mermaid diagram", guestParams: { index: 1 } };
  const key = "5c1e/8b2f/static/mermaid-diagram";
  expect(
    await readAdf(
      node("extension", {
        extensionType: "com.atlassian.ecosystem",
        extensionKey: key,
        parameters,
      }),
    ),
  ).toBe('(The macro "Mermaid diagram" is shown in Confluence only.)');
  expect(
    await readAdf(
      p(
        "So ",
        node("inlineExtension", {
          extensionType: "com.atlassian.ecosystem",
          extensionKey: "x/y/static/mathinline",
          parameters: { guestParams: { latex: "a^2" } },
        }),
        ".",
      ),
    ),
  ).toBe("So $a^2$.");
  // Tabs are not in the schema at hand.
  const frame = (words: string) => node("extensionFrame", {}, p(words));
  const tabs = node(
    "multiBodiedExtension",
    { extensionType: "x", extensionKey: "native-tabs", parameters: {} },
    frame("one"),
    frame("two"),
  );
  expect(await adfToMarkdown(node("doc", {}, tabs), names)).toBe("one\n\ntwo");
});

test("synced blocks show what they hold", async () => {
  expect(
    await readAdf(
      node("bodiedSyncBlock", { resourceId: "r", localId: "l" }, p("Here.")),
      node("syncBlock", { resourceId: "r", localId: "m" }),
    ),
  ).toBe("Here.\n\n(A synced block is shown in Confluence only.)");
});

test("what nobody foresaw costs itself at most", async () => {
  const odd = (...content: unknown[]) => adfToMarkdown({ type: "doc", content }, names);
  expect(
    await odd(
      node("novelty", {}, p("kept")),
      node("novelty", { text: "said" }),
      node("novelty", { url: "https://a.example" }),
    ),
  ).toContain("kept");
  expect(await odd(node("novelty", {}))).toBe('(The macro "novelty" is shown in Confluence only.)');
  expect(
    await odd(
      null,
      7,
      "bare",
      [],
      { type: "paragraph", content: "no list" },
      { type: "text" },
      node("date", { timestamp: "soon" }),
    ),
  ).toBe("bare soon");
  expect(
    await odd({
      type: "text",
      text: "x",
      marks: [null, { type: "constructor" }, { type: "link" }],
    }),
  ).toBe("x");
});
