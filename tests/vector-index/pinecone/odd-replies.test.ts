import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import {
  PineconePart,
  type PineconeSettings,
} from "../../../src/vector-index/pinecone/service/pinecone-part.ts";

// What the counterpart never says, and something in Pinecone's place might.

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

type Body = string | object;

/** A server that gives these bodies, and a part of the index that asks it. */
async function partWith(answers: { model?: Body; query?: Body }): Promise<PineconePart> {
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const model = {
      ...{ name: "footnote-keywords", vector_type: "sparse", metric: "dotproduct" },
      ...{ host: `http://127.0.0.1:${port}`, deletion_protection: "disabled" },
      ...{ spec: { serverless: { cloud: "aws", region: "us-east-1" } } },
      status: { ready: true, state: "Ready" },
    };
    const body = request.url === "/query" ? answers.query : (answers.model ?? model);
    response.setHeader("content-type", "application/json");
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  const settings: PineconeSettings = {
    ...{ apiKey: "key", prefix: "footnote", namespace: "test" },
    ...{ cloud: "aws", region: "us-east-1", controllerUrl: `http://127.0.0.1:${port}` },
  };
  return new PineconePart("footnote-keywords", undefined, settings);
}

const asking = { sparseVector: { indices: [1], values: [1] }, topK: 5 };

test("what is no passage's number is left out", async () => {
  const ids = ["7", "NaN", "", "1.5", "-3", "0", "1e3", " 8", "9007199254740993", "12"];
  const matches = [...ids.map((id) => ({ id, score: 0.5 })), { score: 1 }, null, { id: 3 }];
  const part = await partWith({ query: { matches, namespace: "test" } });
  const found = await part.query(asking);
  expect(found.map(({ id }) => id)).toEqual([7, 12]);
});

const PAGE = "<html><body>Please sign in</body></html>";

test.each<[string, Parameters<typeof partWith>[0]]>([
  ["a page in place of the index", { model: PAGE }],
  ["a page in place of what was found", { query: PAGE }],
  ["an index without an address", { model: { name: "footnote-keywords", status: {} } }],
  ["nothing about the index", { model: {} }],
  ["something else in place of what was found", { query: { matches: "none" } }],
])("%s is refused in one sentence", async (_, answers) => {
  const part = await partWith(answers);
  await expect(part.query(asking)).rejects.toMatchObject({
    name: "PineconeError",
    message: expect.stringContaining("Pinecone's answer cannot be read"),
  });
});
