import { randomBytes } from "node:crypto";
import { slackScopes } from "../examine-workspace.ts";
import { finishInstall, type InstallDeps } from "./finish-install.ts";
import { installPage } from "./install-page.ts";
import { installUrl } from "./installing.ts";

const COOKIE = "footnote-install";
const MAX_AGE_SECONDS = 600;
const SLACK_API = "https://slack.com/api/";
const MOST_REASON = 100;

export const INSTALL_PATH = "/slack/install";
export const REDIRECT_PATH = "/slack/oauth_redirect";

/** The web door for installing: `/slack/install`, and where Slack sends browsers back to. */
export function createInstallDoor(deps: InstallDeps): (request: Request) => Promise<Response> {
  const { installing, slackApiUrl = SLACK_API, logger } = deps;
  const { clientId, teamIds, publicUrl, installations } = installing;
  const redirectUri = `${publicUrl}${REDIRECT_PATH}`;
  const secure = publicUrl.startsWith("https:") ? "; Secure" : "";
  const cookie = (value: string, ageSeconds: number) =>
    `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${ageSeconds}${secure}`;

  async function begin(): Promise<Response> {
    const [state, browser] = [randomBytes(32), randomBytes(32)].map((bytes) =>
      bytes.toString("base64url"),
    ) as [string, string];
    if (!(await installations.begin(state, browser))) {
      return refuse(429, "Too many installations are under way: try again in ten minutes.");
    }
    const to = new URL("../oauth/v2/authorize", slackApiUrl);
    const [team] = teamIds.length === 1 ? teamIds : [];
    to.search = new URLSearchParams({
      ...{ client_id: clientId, scope: slackScopes.join(","), redirect_uri: redirectUri, state },
      ...(team === undefined ? {} : { team }),
    }).toString();
    return new Response(null, {
      status: 302,
      headers: {
        location: to.href,
        "set-cookie": cookie(browser, MAX_AGE_SECONDS),
        "cache-control": "no-store",
      },
    });
  }

  async function finish(request: Request): Promise<Response> {
    const { searchParams } = new URL(request.url);
    const [state, code, error] = ["state", "code", "error"].map((name) => searchParams.get(name));
    // Installations that are begun on Slack's own pages bring none.
    if (!state) return refuse(400, "Installing begins here, not on Slack's pages.");
    if (!(await installations.take(state, readCookie(request)))) {
      return refuse(
        400,
        "This installation was begun in another browser or more than ten minutes ago, or it is finished already.",
      );
    }
    const response = await exchange(code, error);
    response.headers.set("set-cookie", cookie("", 0));
    return response;
  }

  async function exchange(code: string | null = null, error: string | null = null) {
    if (error === "access_denied") return refuse(403, "It was not allowed in Slack.");
    if (!code) return refuse(400, `Slack says ${(error || "nothing").slice(0, MOST_REASON)}.`);
    const result = await finishInstall(code, redirectUri, deps);
    if ("refused" in result) return refuse(403, result.refused);
    const { teamName, teamId } = result.installed;
    logger.info({ teamId }, "Footnote was installed into a workspace");
    const title = `Footnote is installed in ${teamName}`;
    const text =
      "Find it in Slack under Apps, write to it, or invite it into a channel and mention it.";
    return installPage(200, { title, text });
  }

  function refuse(status: number, text: string): Response {
    const title = "Footnote was not installed";
    return installPage(status, { title, text, again: installUrl(installing) });
  }

  return async (request) => {
    if (request.method !== "GET") return new Response(null, { status: 405 });
    const isBegin = new URL(request.url).pathname === INSTALL_PATH;
    try {
      return await (isBegin ? begin() : finish(request));
    } catch (error) {
      logger.error({ error }, "An installation failed");
      return refuse(500, "Something went wrong; the log of Footnote says what.");
    }
  };
}

function readCookie(request: Request): string {
  const pairs = (request.headers.get("cookie") ?? "").split(/;\s*/);
  const found = pairs.find((pair) => pair.startsWith(`${COOKIE}=`));
  return found?.slice(COOKIE.length + 1) ?? "";
}
