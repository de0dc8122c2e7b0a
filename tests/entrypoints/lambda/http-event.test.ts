import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { expect, it } from "vitest";
import { fromResponse, toRequest } from "../../../src/entrypoints/lambda/http-event.ts";

function event(change: object): APIGatewayProxyEventV2 {
  const http = {
    method: "POST",
    path: "/x",
    protocol: "HTTP/1.1",
    sourceIp: "192.0.2.1",
    userAgent: "",
  };
  return {
    ...{ version: "2.0", routeKey: "$default", rawPath: "/slack/events", rawQueryString: "" },
    headers: { host: "footnote.example.com", "content-type": "application/json" },
    requestContext: { domainName: "abc.execute-api.eu-central-1.amazonaws.com", http },
    isBase64Encoded: false,
    ...change,
  } as unknown as APIGatewayProxyEventV2;
}

it.each([
  ["as text", { body: '{"text":"é "}' }],
  ["encoded", { body: Buffer.from('{"text":"é "}').toString("base64"), isBase64Encoded: true }],
])("a body that comes %s is what was signed, byte for byte", async (_, change) => {
  const request = toRequest(event(change));
  expect(request.method).toBe("POST");
  expect(request.url).toBe("https://footnote.example.com/slack/events");
  expect(Buffer.from(await request.arrayBuffer()).toString("utf8")).toBe('{"text":"é "}');
});

it("a request keeps its query, its cookies and its escaped path", () => {
  const http = { method: "GET", sourceIp: "192.0.2.1" };
  const { url, headers, body } = toRequest(
    event({
      rawPath: "/documents/a%20b",
      rawQueryString: "after=3&x=%26",
      cookies: ["a=1", "b=2"],
      headers: {},
      requestContext: { domainName: "abc.example.com", http },
      body: "ignored",
    }),
  );
  expect(url).toBe("https://abc.example.com/documents/a%20b?after=3&x=%26");
  expect(headers.get("cookie")).toBe("a=1; b=2");
  expect(body).toBeNull();
});

it("an answer keeps its status, its headers and each of its cookies", async () => {
  const response = new Response('{"ok":"é"}', {
    status: 202,
    headers: { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" },
  });
  response.headers.append("Set-Cookie", "a=1; HttpOnly");
  response.headers.append("Set-Cookie", "b=2; Expires=Wed, 01 Jan 2031 00:00:00 GMT");
  expect(await fromResponse(response)).toEqual({
    statusCode: 202,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" },
    cookies: ["a=1; HttpOnly", "b=2; Expires=Wed, 01 Jan 2031 00:00:00 GMT"],
    body: '{"ok":"é"}',
    isBase64Encoded: false,
  });
});

it("what is no text goes encoded, and nothing is nothing", async () => {
  const bytes = new Uint8Array([0, 255, 128]);
  const picture = new Response(bytes, { headers: { "Content-Type": "image/png" } });
  expect(await fromResponse(picture)).toMatchObject({ body: "AP+A", isBase64Encoded: true });
  expect(await fromResponse(new Response(null, { status: 401 }))).toMatchObject({
    statusCode: 401,
    body: "",
    isBase64Encoded: false,
  });
});
