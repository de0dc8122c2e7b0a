import fc from "fast-check";
import { expect, test } from "vitest";
import { adfToMarkdown } from "../../../../connectors/confluence/markdown/adf-to-markdown.ts";
import { storageToMarkdown } from "../../../../connectors/confluence/markdown/storage-to-markdown.ts";
import { macro, names } from "./body-fixture.ts";

interface Sample {
  storage: string;
  /** All of which a reader of the page sees, in this order. */
  words: string[];
}

const word = fc.stringMatching(/^[a-z]{3,8}[0-9]{2,4}$/);
const plain = word.map((text): Sample => ({ storage: text, words: [text] }));

function around(make: (inner: string) => string) {
  return (sample: Sample): Sample => ({ ...sample, storage: make(sample.storage) });
}

function joined(samples: readonly Sample[], between = " "): Sample {
  return {
    storage: samples.map(({ storage }) => storage).join(between),
    words: samples.flatMap(({ words }) => words),
  };
}

const HOLDERS = [
  ..."p strong em del u code sub blockquote div h2 h4 pre span ac:novelty ac:inline-comment-marker".split(
    " ",
  ),
].map((name) => (inner: string) => `<${name}>${inner}</${name}>`);
const MACROS =
  "code jira status include html toc children gallery view-file markdown info warning panel expand excerpt details section column cheese ui-tab chart"
    .split(" ")
    .map((name) => (inner: string) => macro(name, { rich: inner }));
const LINKS = [
  (inner: string) => `<a href="https://a.example/x">${inner}</a>`,
  (inner: string) => `<a href="javascript:x">${inner}</a>`,
  (inner: string) =>
    `<ac:link><ri:page ri:content-title="Travel policy"/><ac:link-body>${inner}</ac:link-body></ac:link>`,
  (inner: string) =>
    `<ac:task-list><ac:task><ac:task-status>complete</ac:task-status><ac:task-body>${inner}</ac:task-body></ac:task></ac:task-list>`,
];

const list = (items: readonly Sample[]) =>
  around((inner) => `<ul>${inner}</ul>`)(
    joined(
      items.map((item) => around((inner) => `<li>${inner}</li>`)(item)),
      "",
    ),
  );

const row = (cells: readonly Sample[], isFirst: boolean) => {
  const cell = (inner: string) => (isFirst ? `<th>${inner}</th>` : `<td rowspan="2">${inner}</td>`);
  return around((inner) => `<tr>${inner}</tr>`)(joined(cells.map(around(cell)), ""));
};

const table = (rows: readonly Sample[][]) =>
  around((inner) => `<table><tbody>${inner}</tbody></table>`)(
    joined(
      rows.map((cells, at) => row(cells, at === 0)),
      "",
    ),
  );

const { body } = fc.letrec<{ body: Sample; one: Sample }>((tie) => ({
  body: fc.array(tie("one"), { minLength: 1, maxLength: 4 }).map((samples) => joined(samples)),
  one: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    plain,
    fc
      .tuple(fc.constantFrom(...HOLDERS, ...MACROS, ...LINKS), tie("body"))
      .map(([make, inner]) => around(make)(inner)),
    fc.array(tie("body"), { minLength: 1, maxLength: 3 }).map(list),
    fc
      .array(fc.array(tie("body"), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
      .map(table),
    word.map((text): Sample => ({ storage: macro("code", { plain: text }), words: [text] })),
    word.map(
      (text): Sample => ({
        storage: macro("status", { parameters: { title: text } }),
        words: [text],
      }),
    ),
  ),
}));

test("no nesting of elements and macros throws or loses a word", async () => {
  await fc.assert(
    fc.asyncProperty(body, async ({ storage, words }) => {
      const markdown = await storageToMarkdown(storage, names);
      expect(words.filter((one) => !markdown.includes(one))).toEqual([]);
      expect(markdown).not.toMatch(/[\ue000-\ue00f]/);
    }),
    { numRuns: 250 },
  );
});

test("no text whatever throws, or is taken for a mark of the converter's own", async () => {
  const pieces = fc.constantFrom(
    "<p>",
    "</p>",
    "<td>",
    "<tr>",
    "<table>",
    "</table>",
    "<ac:link>",
    "<ri:user ",
    'ri:account-id="',
    '"',
    "'",
    "/>",
    ">",
    "<",
    "&amp;",
    "&",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "\ue005",
    "0",
    "\ue006",
    "\ue002",
    '<ac:structured-macro ac:name="include">',
    "</ac:structured-macro>",
    "|",
    "\n",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(pieces, fc.string({ unit: "binary" })), { maxLength: 40 }),
      async (parts) => {
        const markdown = await storageToMarkdown(parts.join(""), names);
        expect(markdown).not.toMatch(/[\ue002-\ue006]/);
      },
    ),
    { numRuns: 250 },
  );
});

const NODES =
  "paragraph heading bulletList orderedList listItem taskList taskItem decisionList decisionItem panel expand table tableRow tableCell tableHeader blockquote layoutSection layoutColumn bodiedExtension multiBodiedExtension mediaSingle caption novelty".split(
    " ",
  );

interface AdfSample {
  node: unknown;
  words: string[];
}

const { adf } = fc.letrec<{ adf: AdfSample }>((tie) => ({
  adf: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.tuple(word, fc.subarray(["strong", "em", "strike", "code", "underline"])).map(
      ([text, marks]): AdfSample => ({
        node: { type: "text", text, marks: marks.map((type) => ({ type })) },
        words: [text],
      }),
    ),
    fc.tuple(fc.constantFrom(...NODES), fc.array(tie("adf"), { minLength: 1, maxLength: 3 })).map(
      ([type, children]): AdfSample => ({
        node: {
          type,
          attrs: { level: 2, extensionKey: "panel" },
          content: children.map(({ node }) => node),
        },
        words: children.flatMap(({ words }) => words),
      }),
    ),
  ),
}));

test("no nesting of ADF nodes throws or loses a word", async () => {
  await fc.assert(
    fc.asyncProperty(adf, async ({ node, words }) => {
      const markdown = await adfToMarkdown({ type: "doc", content: [node] }, names);
      expect(words.filter((one) => !markdown.includes(one))).toEqual([]);
    }),
    { numRuns: 250 },
  );
});

test("nothing that JSON can hold throws", async () => {
  await fc.assert(
    fc.asyncProperty(fc.json(), async (json) => {
      await adfToMarkdown(json, names);
    }),
  );
});
