import type { GoogleDriveCounterpart } from "../start-google-drive-counterpart.ts";
import { READONLY } from "./sdk-client.ts";

interface RawRequest {
  token?: string;
  /** Sent as JSON; a form as it is. */
  body?: object;
}

/** A request as any client could send it, right or wrong. */
export async function ask(
  { apiUrl }: GoogleDriveCounterpart,
  path: string,
  { token, body }: RawRequest = {},
) {
  const isForm = body instanceof URLSearchParams;
  const response = await fetch(new URL(path, apiUrl), {
    method: body === undefined ? "GET" : "POST",
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    body: body === undefined ? null : isForm ? body : JSON.stringify(body),
    redirect: "manual",
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
  const value: unknown = isJson ? JSON.parse(text) : text;
  return { status: response.status, value, headers: response.headers };
}

/** A token as the token endpoint would give it. */
export function tokenFor(
  { world }: GoogleDriveCounterpart,
  email: string,
  scopes: readonly string[] = [READONLY],
): string {
  return world.accounts.issue(email, scopes).token;
}

/** Why the API refused, in its one word. */
export function reasonOf(value: unknown): string | undefined {
  const { error } = (value ?? {}) as { error?: { errors?: { reason?: string }[] } };
  return error?.errors?.[0]?.reason;
}
