import type { World } from "../world.ts";

interface PageReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const SCOPE = /^(https:\/\/www\.googleapis\.com\/auth\/[a-z.]+|openid|email|profile)$/;

const KNOWN = new Set([
  "client_id",
  "redirect_uri",
  "response_type",
  "scope",
  "state",
  "code_challenge",
  "code_challenge_method",
  "access_type",
  "prompt",
  "include_granted_scopes",
  "login_hint",
]);

/** The page where a user allows an app what it asks for; `POST` is the user's decision. */
export function answerConsent(
  world: World,
  method: string,
  query: URLSearchParams,
  decision: URLSearchParams,
): PageReply {
  const problem = problemWith(world, query);
  if (problem !== undefined)
    return page(400, `<h1>Access blocked</h1><p>${escapeHtml(problem)}</p>`);
  if (method !== "POST") return page(200, form(world, query));
  const target = new URL(query.get("redirect_uri") ?? "");
  const state = query.get("state");
  if (state !== null) target.searchParams.set("state", state);
  if (decision.get("decision") === "allow") {
    const scopes = decision.getAll("scope");
    const code = world.accounts.createCode({
      clientId: query.get("client_id") ?? "",
      redirectUri: query.get("redirect_uri") ?? "",
      email: decision.get("email") ?? "",
      scopes,
      challenge: query.get("code_challenge") ?? undefined,
      isOffline: query.get("access_type") === "offline",
      isAsked: query.get("prompt")?.split(" ").includes("consent") === true,
    });
    target.searchParams.set("code", code);
    target.searchParams.set("scope", scopes.join(" "));
  } else target.searchParams.set("error", "access_denied");
  return { status: 302, headers: { location: target.href }, body: "" };
}

function problemWith({ accounts }: World, query: URLSearchParams): string | undefined {
  const unknown = [...query.keys()].find((name) => !KNOWN.has(name));
  if (unknown !== undefined) return `Error 400: invalid_request, parameter not allowed: ${unknown}`;
  const app = accounts.apps.get(query.get("client_id") ?? "");
  if (app === undefined) return "Error 401: invalid_client. The OAuth client was not found.";
  const redirectUri = query.get("redirect_uri") ?? "";
  const isOwnMachine = /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/|$)/.test(redirectUri);
  if (!app.redirectUris.has(redirectUri) && !(app.isDesktop && isOwnMachine)) {
    return "Error 400: redirect_uri_mismatch. The address is not among those of the client.";
  }
  if (query.get("response_type") !== "code") {
    return "Error 400: invalid_request. Required parameter is missing: response_type";
  }
  const scopes = scopesOf(query);
  if (scopes.length === 0) return "Error 400: invalid_request. Missing required parameter: scope";
  const strange = scopes.find((scope) => !SCOPE.test(scope));
  if (strange !== undefined) return `Error 400: invalid_scope. Some are not valid: ${strange}`;
  const challengeMethod = query.get("code_challenge_method");
  if (query.has("code_challenge") && challengeMethod !== "S256") {
    return "Error 400: invalid_request. code_challenge_method has to be S256";
  }
  return undefined;
}

function form({ drive, accounts }: World, query: URLSearchParams): string {
  const people = [...drive.directory.users.values()].filter(
    ({ email, isDeleted }) => !isDeleted && !accounts.serviceAccounts.has(email),
  );
  const options = people.map(({ email }) => `<option>${escapeHtml(email)}</option>`).join("");
  const scopes = scopesOf(query).map(
    (scope) =>
      `<label><input type="checkbox" name="scope" value="${escapeHtml(scope)}" checked> ${escapeHtml(scope)}</label><br>`,
  );
  return `<h1>An app wants to access your account</h1>
<form method="post">
<p><label>Account <select name="email">${options}</select></label></p>
<p>${scopes.join("\n")}</p>
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Cancel</button>
</form>`;
}

function scopesOf(query: URLSearchParams): string[] {
  return (query.get("scope") ?? "").split(/\s+/).filter((scope) => scope !== "");
}

function page(status: number, inside: string): PageReply {
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in</title><body>${inside}</body></html>\n`;
  return { status, headers: { "content-type": "text/html; charset=utf-8" }, body };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
