import { type ConfluenceCounterpart, TEST_LOGIN } from "../start-confluence-counterpart.ts";

export function basic(email: string, token: string): string {
  return `Basic ${Buffer.from(`${email}:${token}`).toString("base64")}`;
}

export const AUTHORIZED = { authorization: basic(TEST_LOGIN.email, TEST_LOGIN.apiToken) };

/** A request as any client could send it, right or wrong; redirections are not followed. */
export async function ask(
  { siteUrl }: ConfluenceCounterpart,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = AUTHORIZED,
) {
  const response = await fetch(siteUrl + path, {
    method,
    redirect: "manual",
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    body: body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const value = (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>;
  return { status: response.status, value, headers: response.headers };
}
