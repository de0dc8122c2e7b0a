import { expect, onTestFinished, test } from "vitest";
import { notion } from "../../connectors/notion/index.ts";
import { expectAnswer, readSourceRequest } from "../../src/sources/add-source.ts";
import { openConnector } from "../../src/sources/open-connector.ts";
import { serve } from "../counterparts/shared/serve.ts";
import { openSourcesWorld } from "./sources-world.ts";

test.each([
  ["never answers", () => undefined],
  [
    "asks to come back again and again",
    (response: import("node:http").ServerResponse) =>
      response.writeHead(429, { "retry-after": "1" }).end("{}"),
  ],
])("a source that %s is waited for only so long by whoever adds it", async (_, reply) => {
  const server = await serve((_request, response) => void reply(response));
  onTestFinished(server.close);
  const { deps, request } = await openSourcesWorld([notion]);
  const settings = { apiUrl: server.url };
  const source = readSourceRequest(request({ name: "wiki", kind: "notion", settings }), deps);
  const beganAt = performance.now();
  await expect(
    expectAnswer(openConnector(source, deps, { text: "ntn_test" }), 500),
  ).rejects.toThrow("gave no answer within 1 seconds: try again in a while.");
  expect(performance.now() - beganAt).toBeLessThan(20_000);
});
