import type { OpenAiCounterpart } from "../start-openai-counterpart.ts";

type Json = Record<string, unknown>;

/** What came back, with nothing of an SDK between. */
export async function postJson(
  { baseUrl }: OpenAiCounterpart,
  path: string,
  body: object,
  key = "test-key",
): Promise<{ status: number; value: unknown }> {
  const response = await send(baseUrl, path, body, key);
  return { status: response.status, value: await response.json() };
}

/** A stream as it comes over the wire. */
export async function readStream(
  { baseUrl }: OpenAiCounterpart,
  path: string,
  body: object,
): Promise<string> {
  const response = await send(baseUrl, path, { ...body, stream: true }, "test-key");
  return response.text();
}

/** Every event of a stream, `[DONE]` left out. */
export async function readEvents(
  counterpart: OpenAiCounterpart,
  path: string,
  body: object,
): Promise<Json[]> {
  const stream = await readStream(counterpart, path, body);
  const lines = stream.split("\n").filter((line) => line.startsWith("data: {"));
  return lines.map((line) => JSON.parse(line.slice("data: ".length)) as Json);
}

function send(baseUrl: string, path: string, body: object, key: string): Promise<Response> {
  return fetch(`${baseUrl}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  });
}
