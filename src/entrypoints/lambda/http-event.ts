import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";

const TEXT = /^text\/|^application\/(?:json|javascript|xml)\b|^image\/svg\+xml\b/;

/** A request as any server of ours gets it, its body byte for byte. */
export function toRequest(event: APIGatewayProxyEventV2): Request {
  const { rawPath, rawQueryString, requestContext, body, isBase64Encoded, cookies } = event;
  const headers = new Headers();
  for (const [name, value] of Object.entries(event.headers)) {
    if (value !== undefined) headers.set(name, value);
  }
  // They come apart from the others.
  if (cookies !== undefined && cookies.length > 0) headers.set("cookie", cookies.join("; "));
  const host = headers.get("host") ?? requestContext.domainName;
  const query = rawQueryString === "" ? "" : `?${rawQueryString}`;
  const { method } = requestContext.http;
  return new Request(`https://${host}${rawPath}${query}`, {
    method,
    headers,
    ...(body === undefined || method === "GET" || method === "HEAD"
      ? {}
      : { body: isBase64Encoded ? Buffer.from(body, "base64") : body }),
  });
}

/** The whole answer: this kind of API sends nothing before the end. */
export async function fromResponse(response: Response): Promise<APIGatewayProxyStructuredResultV2> {
  const headers = Object.fromEntries(response.headers);
  delete headers["set-cookie"];
  const cookies = response.headers.getSetCookie();
  const bytes = Buffer.from(await response.arrayBuffer());
  const isText = TEXT.test(headers["content-type"] ?? "text/plain");
  return {
    statusCode: response.status,
    headers,
    ...(cookies.length > 0 ? { cookies } : {}),
    body: bytes.toString(isText ? "utf8" : "base64"),
    isBase64Encoded: !isText,
  };
}
