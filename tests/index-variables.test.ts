import { expect, test } from "vitest";
import { readConfig } from "../src/config.ts";

const KEY = "pinecone-key-of-a-test";
const read = (environment: NodeJS.ProcessEnv) => readConfig({}, environment);

test("the index is a file unless a new installation is to be at Pinecone", () => {
  expect(read({}).index).toEqual({ first: "sqlite", pinecone: undefined });
  const { index, secrets } = read({ FOOTNOTE_INDEX: "pinecone", PINECONE_API_KEY: KEY });
  expect(index).toEqual({
    first: "pinecone",
    pinecone: {
      apiKey: KEY,
      prefix: "footnote",
      namespace: "footnote",
      cloud: "aws",
      region: "us-east-1",
      controllerUrl: undefined,
    },
  });
  expect(secrets).toContain(KEY);
  expect(read({ PINECONE_API_KEY: KEY }).index.first).toBe("sqlite");
});

test.each([
  ["no key", { FOOTNOTE_INDEX: "pinecone" }, /set PINECONE_API_KEY/],
  ["another place", { FOOTNOTE_INDEX: "paper" }, /FOOTNOTE_INDEX is not usable/],
  ["a name with capitals", { PINECONE_INDEX: "Footnote" }, /PINECONE_INDEX.*lower-case/],
  ["a name too long", { PINECONE_INDEX: "a".repeat(33) }, /PINECONE_INDEX.*at most 32/],
  ["a namespace with a space", { PINECONE_NAMESPACE: "a b" }, /PINECONE_NAMESPACE/],
  ["another cloud", { PINECONE_CLOUD: "moon" }, /PINECONE_CLOUD/],
  ["a region that is an address", { PINECONE_REGION: "us/east" }, /PINECONE_REGION/],
  [
    "a key in clear over the network",
    { PINECONE_CONTROLLER_URL: "http://pinecone.example" },
    /PINECONE_CONTROLLER_URL.*https/,
  ],
])("%s is refused in one sentence", (_, environment, message) => {
  expect(() => read(environment)).toThrow(message);
});

test("a counterpart on this machine may be without https", () => {
  const { index } = read({ PINECONE_API_KEY: KEY, PINECONE_CONTROLLER_URL: "http://127.0.0.1:1" });
  expect(index.pinecone?.controllerUrl).toBe("http://127.0.0.1:1");
});
