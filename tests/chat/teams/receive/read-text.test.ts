import fc from "fast-check";
import { expect, test } from "vitest";
import { readText } from "../../../../src/chat/teams/events/read-text.ts";
import { teamsActivity } from "../../../../src/chat/teams/events/teams-activity.ts";
import { BEN, BOT, inOwnChat, mentionOf } from "./start-receive.ts";

function read(change: Record<string, unknown>) {
  return readText(teamsActivity.parse(inOwnChat(change)));
}

const html = (content: string, entities: unknown[] = []) =>
  read({ text: "as text", entities, attachments: [{ contentType: "text/html", content }] });

const textOf = (content: string, entities?: unknown[]) => html(content, entities).text;

test("plain text is what was typed", () => {
  expect(read({ text: " a &lt; b &amp;amp; c&nbsp;&#128077;\r\nx < y " }).text).toBe(
    "a < b &amp; c 👍\nx < y",
  );
  expect(read({ text: "**bold** `x` ~ _y_ https://x.test/a_b", textFormat: "plain" }).text).toBe(
    "**bold** `x` ~ _y_ https://x.test/a_b",
  );
  expect(read({ text: "<p>a<br>b</p>", textFormat: "xml" }).text).toBe("a\nb");
  expect(read({ text: "<p>a</p>" }).text).toBe("<p>a</p>");
});

test("the bot's name goes, wherever it stands; others become names", () => {
  const entities = [mentionOf(BOT), mentionOf(BEN)];
  expect(read({ text: "<at>Footnote</at> hi <at>Ben Okoro</at>", entities })).toEqual({
    ...{ text: "hi @Ben Okoro", mentionsBot: true, isToOthers: false, quotedId: undefined },
    hasPictures: false,
  });
  expect(read({ text: "<at>Ben Okoro</at> or <at>Footnote</at>?", entities })).toMatchObject({
    ...{ text: "@Ben Okoro or ?", mentionsBot: true, isToOthers: true },
  });
  // Typed by hand, it mentions nobody.
  expect(read({ text: "<at>Footnote</at> hi", entities: [] })).toMatchObject({
    ...{ text: "@Footnote hi", mentionsBot: false, isToOthers: true },
  });
  const twins = [mentionOf({ id: "29:other", name: "Footnote" }), mentionOf(BOT)];
  expect(read({ text: "<at>Footnote</at> <at>Footnote</at> hi", entities: twins })).toMatchObject({
    ...{ text: "@Footnote  hi", mentionsBot: true, isToOthers: true },
  });
});

test("HTML says links, code, emoji and lists", () => {
  const content =
    '<div><p>See <a href="https://x.test/a?b=1&amp;c=2" title="x">the guide</a> or ' +
    '<a href="https://acme.test/">acme.test</a> or <a href="mailto:a@x.test">a@x.test</a> ' +
    '<emoji id="smile" alt="😀" title="Smile"></emoji> ' +
    '<img alt="👍" itemtype="http://schema.skype.com/Emoji" itemid="yes" src="https://x.test"></p>\n' +
    "<ul>\n<li>one</li>\n<li><b>two</b>&nbsp;&amp; three</li>\n</ul>" +
    "<p>Is <code>a &lt; b</code> right?</p>" +
    '<codeblock class="Python"><code>if x:<br>    y()</code></codeblock></div>';
  expect(textOf(content)).toBe(
    [
      "See [the guide](https://x.test/a?b=1&c=2) or acme.test or a@x.test 😀 👍\n",
      "- one",
      "- two & three\n",
      "Is `a < b` right?\n",
      "```\nif x:\n    y()\n```",
    ].join("\n"),
  );
});

test("what is quoted is not the question", () => {
  const content =
    '<div><blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="1600457867820">' +
    '<strong itemprop="mri" itemid="8:orgid:x">Ben</strong><p itemprop="preview"><at id="0">Footnote</at> Who pays?</p>' +
    '</blockquote><p><at id="0">Footnote</at> And here?</p></div>';
  expect(html(content, [mentionOf(BOT)])).toEqual({
    ...{ text: "And here?", mentionsBot: true, isToOthers: false, quotedId: "1600457867820" },
    hasPictures: false,
  });
  expect(textOf("<blockquote><p>said elsewhere</p></blockquote><p>True?</p>")).toBe(
    "said elsewhere\n\nTrue?",
  );
});

test("broken, hostile and very long HTML is read as its words", () => {
  expect(textOf("<p>a<b>b<i>c</p>d</b> <3 & e <unknown>f</unknown>")).toBe("abc\nd <3 & e f");
  expect(textOf("<script>alert(1)</script><style>p{}</style>ok<!-- <p>no -->")).toBe("ok");
  expect(textOf('<a href="javascript:alert(1)">click</a>')).toBe("click");
  expect(textOf('<attachment id="1">x</attachment><p>&#0;&#xFFFFFF;&unknown;</p>')).toBe(
    "&#0;&#xFFFFFF;&unknown;",
  );
  expect(textOf("<p>".repeat(50_000)).length).toBeLessThan(2);
  expect(textOf("<!--".repeat(10_000)).length).toBeGreaterThan(0);
  expect(read({ text: `a${" ".repeat(39_000)}b` }).text.length).toBe(39_002);
  expect(textOf("<at>".repeat(20_000)).length).toBeLessThan(100_000);
  expect(textOf(`<${"a ".repeat(50_000)}`).length).toBeGreaterThan(0);
  expect(textOf(`${"<a ".repeat(30_000)}>`).length).toBeGreaterThanOrEqual(0);
  expect(read({ text: "<at>".repeat(20_000) }).text.length).toBe(40_000);
  expect(read({ text: "word ".repeat(20_000) }).text.length).toBeLessThanOrEqual(40_000);
});

test("whatever is sent can be read, and no tag of Teams' own is left of it", () => {
  const piece = fc.oneof(
    fc.constantFrom("<p>", "</p>", "<at>", "</at>", '<at id="0">', "<a href=", "</a>", "<code>"),
    fc.constantFrom('<blockquote itemtype="x/Reply" itemid="1">', "</blockquote>", "<li>", "<br>"),
    fc.constantFrom("&lt;", "&#8203;", "&#xD800;", "<", ">", '"', "\u00a0", "\n", "<!--", "-->"),
    fc.string({ unit: "binary", maxLength: 5 }),
  );
  const words = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(words, (content) => {
      const { text } = html(content, [mentionOf(BOT)]);
      expect(text).toBe(text.trim());
      expect(text).not.toMatch(/<\/?(?:p|at|code|li|br)>/);
      expect(typeof read({ text: content }).text).toBe("string");
    }),
    { numRuns: 500 },
  );
});

test("odd shapes are tolerated", () => {
  const odd = { entities: "none", attachments: { a: 1 }, reactionsAdded: 5, channelData: 7 };
  expect(teamsActivity.safeParse(inOwnChat({ text: "hi", ...odd, membersAdded: {} })).success).toBe(
    true,
  );
  const content = { odd: true };
  expect(read({ text: "hi", attachments: [{ contentType: "text/html", content }] }).text).toBe(
    "hi",
  );
  expect(read({ text: null, entities: [null, { type: "mention" }] }).text).toBe("");
});
