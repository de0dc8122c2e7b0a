import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "../../shared/serve.ts";
import { withIcons } from "../render/html/icons.ts";
import type { World } from "../world.ts";
import { act } from "./act.ts";
import { pageHtml } from "./page-html.ts";
import { readState } from "./page-state.ts";

/** `/`: the pretend Slack for people; `/page/act` is where its forms go. */
export async function handlePage(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", world.url);
  if (request.method === "POST" && pathname === "/page/act") {
    const form = new URLSearchParams((await readBody(request)).toString("utf8"));
    response.writeHead(303, { location: await goBack(world, form) }).end();
  } else if (pathname === "/page/version") {
    response.writeHead(200, { "content-type": "text/plain" }).end(String(world.version));
  } else if (pathname === "/") {
    const html = withIcons(pageHtml(world, readState(world, searchParams)));
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html);
  } else {
    response.writeHead(404, { "content-type": "text/plain" }).end("There is nothing here");
  }
}

/** Where the page goes on; what could not be done is told there. */
async function goBack(world: World, form: URLSearchParams): Promise<string> {
  const asked = form.get("back") ?? "/";
  const back = new URL(asked.startsWith("/?") ? asked : "/", world.url);
  back.searchParams.delete("problem");
  try {
    await act(world, form);
  } catch (error) {
    back.searchParams.set("problem", (error as Error).message);
  }
  return back.pathname + back.search;
}
