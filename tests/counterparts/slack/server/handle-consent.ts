import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "../../shared/serve.ts";
import { allow, readConsent } from "../oauth/consent.ts";
import { escapeHtml } from "../render/escape-html.ts";
import type { World } from "../world.ts";

/** `/oauth/v2/authorize`: asks who they are and whether they allow it, then sends them back. */
export async function handleConsent(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { searchParams } = new URL(request.url ?? "/", world.url);
  try {
    const asked = readConsent(world, searchParams);
    if (request.method === "POST") {
      const form = new URLSearchParams((await readBody(request)).toString("utf8"));
      const denied = new URL(asked.redirectUri);
      denied.searchParams.set("error", "access_denied");
      denied.searchParams.set("state", asked.state);
      const user = form.get("user") ?? "";
      const isOrgWide = form.get("for") === "organization";
      const back = form.get("allow") === "no" ? denied.href : allow(world, asked, user, isOrgWide);
      response.writeHead(302, { location: back }).end();
      return;
    }
    response
      .writeHead(200, { "content-type": "text/html; charset=utf-8" })
      .end(consentPage(world, asked.scopes));
  } catch (error) {
    response.writeHead(400, { "content-type": "text/plain" }).end((error as Error).message);
  }
}

function consentPage(world: World, scopes: readonly string[]): string {
  const people = [...world.users.values()].filter(({ kind }) => ["admin", "owner"].includes(kind));
  const options = people.map(({ id, name, teamId }) => {
    const team = world.teams.get(teamId)?.name ?? teamId;
    return `<option value="${id}">${escapeHtml(name)} (${escapeHtml(team)})</option>`;
  });
  const list = scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join("");
  const name = escapeHtml(world.app.manifest.display_information.name);
  return `<!doctype html><title>Install ${name}</title>
<h1>${name} asks for access</h1><ul>${list}</ul>
<form method="post"><label>As <select name="user">${options.join("")}</select></label>
<label>For <select name="for"><option value="workspace">the workspace</option>
<option value="organization">the whole organization</option></select></label>
<button name="allow" value="yes">Allow</button> <button name="allow" value="no">Cancel</button></form>`;
}
