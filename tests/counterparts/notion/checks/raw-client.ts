import type { NotionCounterpart } from "../start-notion-counterpart.ts";

const HEADERS = { authorization: "Bearer ntn_test", "notion-version": "2025-09-03" };

/** A request as any client could send it, right or wrong. */
export async function ask(
  { apiUrl }: NotionCounterpart,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = HEADERS,
) {
  const response = await fetch(apiUrl + path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    body: body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body),
  });
  const value = (await response.json()) as Record<string, unknown>;
  return { status: response.status, value, headers: response.headers };
}
