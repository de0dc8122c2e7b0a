import type { World } from "../world.ts";

interface PageReply {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** The page on which an owner of the workspace lets an app in, and what follows their choice. */
export function consent(
  { oauth }: World,
  method: string,
  query: URLSearchParams,
  text: string,
): PageReply {
  const redirectUri = URL.parse(query.get("redirect_uri") ?? "");
  const problem =
    query.get("client_id") !== oauth.app.clientId
      ? "Missing or invalid client_id"
      : redirectUri === null
        ? "Missing or invalid redirect_uri"
        : query.get("response_type") !== "code"
          ? "response_type must be code"
          : query.get("owner") !== "user"
            ? "owner must be user"
            : undefined;
  if (problem !== undefined || redirectUri === null) return page(400, `<p>${problem}.</p>`);
  if (method === "GET") {
    return page(
      200,
      `<p>Footnote wants to read pages of the workspace <b>Acme</b>.</p>
<form method="post"><button name="choice" value="allow">Allow access</button>
<button name="choice" value="deny">Cancel</button></form>`,
    );
  }
  const isAllowed = new URLSearchParams(text).get("choice") === "allow";
  const reply = isAllowed
    ? { code: oauth.newCode(query.get("redirect_uri") ?? "") }
    : { error: "access_denied" };
  for (const [name, value] of Object.entries(reply)) redirectUri.searchParams.set(name, value);
  const state = query.get("state");
  if (state !== null) redirectUri.searchParams.set("state", state);
  return { ...page(302, ""), headers: { location: redirectUri.href } };
}

function page(status: number, content: string): PageReply {
  const text = `<!doctype html><meta charset="utf-8"><title>Notion (counterpart)</title>${content}`;
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, text };
}
