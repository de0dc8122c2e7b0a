import { expect, test } from "vitest";
import type { DocumentView } from "../../src/chat/chat-platform.ts";
import { documentPath } from "../../src/chat/web/present-answer.ts";
import { MemoryConversation } from "./memory-conversation.ts";
import { startChat } from "./start-chat.ts";

function holding(document: Partial<DocumentView>): MemoryConversation {
  const conversation = new MemoryConversation(async function* () {});
  const whole: DocumentView = {
    ...{ source: "handbook", documentId: "leave.md", title: "Leave", path: "leave.md" },
    passages: [],
    ...document,
  };
  conversation.documents.set(`${whole.source}/${whole.documentId}`, whole);
  return conversation;
}

async function pageOf(document: Partial<DocumentView>): Promise<string> {
  const { address } = await startChat(holding(document));
  const path = documentPath(document.source ?? "handbook", document.documentId ?? "leave.md");
  const response = await fetch(address + path);
  expect(response.status).toBe(200);
  return response.text();
}

test("a document reads as its Markdown says", async () => {
  const html = await pageOf({
    updatedAt: "2026-05-12T10:00:00Z",
    url: "https://wiki.example/leave",
    passages: [
      "# Leave\n\nTake **27 days** & rest.\n\n",
      "## Asking\n\n1. Ask\n2. Wait\n\n| a | b |\n|---|---|\n| 1 | `x < y` |\n",
    ],
  });
  expect(html).toContain("<h1>Leave</h1>");
  expect(html.match(/Leave<\/h/g)).toHaveLength(1);
  expect(html).toContain("<p>Take <strong>27 days</strong> &amp; rest.</p>");
  expect(html).toContain('<ol start="1"><li>Ask</li><li>Wait</li></ol>');
  expect(html).toContain("<td><code>x &lt; y</code></td>");
  expect(html).toContain("updated 12 May 2026");
  expect(html).toContain('<a href="https://wiki.example/leave" rel="noopener noreferrer">');
});

test("nothing in a document becomes live", async () => {
  const evil = '<script>alert(1)</script><img src=x onerror="alert(1)">';
  const html = await pageOf({
    title: `"'>${evil}`,
    path: evil,
    updatedAt: `2026"><b>`,
    url: "javascript:alert(1)",
    passages: [
      `${evil}\n\n<iframe src="https://evil.example"></iframe>\n\n<!-- between us -->\n\n`,
      "[a](javascript:alert(1)) [b](data:text/html,x) [c](vbscript:x) [d](/local) <javascript:e>\n\n",
      '[f](https://ok.example/"onclick="x) ![pic](https://evil.example/p.png) `</code><script>`\n\n',
      `\`\`\`"><script>\n</pre><script>alert(1)</script>\n\`\`\`\n\n${evil} &lt;script&gt; \\<b>`,
    ],
  });
  const tags = [...html.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, name]) => name?.toLowerCase());
  expect(tags.filter((tag) => tag === "img" || tag === "iframe" || tag === "b")).toEqual([]);
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).toContain('<script src="/scripts/apply-theme.js"></script>');
  const links = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href);
  expect(links).toEqual(["#text", "/", "https://ok.example/%22onclick=%22x"]);
  expect(html).not.toContain("between us");
  expect(html).not.toMatch(/<[^>]*\son\w+=/);
});

test.each([
  "people/leave policy.md",
  "100%.md",
  "a?b#c.md",
  "überstunden/夏休み.md",
  "plus+and&.md",
  "x%2Fy",
  "a//b",
])("the document %j has an address of its own", async (documentId) => {
  expect(await pageOf({ documentId, title: "Found" })).toContain("<h1>Found</h1>");
});

test("text made to overwhelm a parser is shown all the same, and soon", async () => {
  const started = performance.now();
  const html = await pageOf({
    passages: [`${">".repeat(7_000)} deep`, "_a_".repeat(40_000), "[".repeat(7_000)],
  });
  expect(html).toContain("deep");
  expect(performance.now() - started).toBeLessThan(3_000);
});

test("a document that is not there says so without saying more", async () => {
  const { address } = await startChat(holding({}));
  const response = await fetch(`${address}/documents/handbook/secret.md`);
  expect(response.status).toBe(404);
  expect(await response.text()).toContain("It is not in the index, or it is not for you.");
});
