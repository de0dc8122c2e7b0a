import type { MiddlewareHandler } from "hono";
import type { App } from "../../app.ts";
import type { RoomPlatform } from "../../chat/chat-rooms.ts";
import { guardPublic } from "../../chat/web/guard-public.ts";
import { limitRequests } from "../../chat/web/limit-requests.ts";
import type { Visitors } from "../../chat/web/session.ts";
import type { Readers } from "../../conversation/signed-in/readers.ts";
import { createSignInDoor } from "./sign-in-door.ts";
import { createSignedInVisitors } from "./signed-in-visitors.ts";

/** What the web chat needs where people sign in. */
export interface SignIn {
  receive(request: Request, env: object): Response | Promise<Response>;
  visitors: Visitors;
  guard: MiddlewareHandler;
}

/** No source can be called so. */
const LABEL = "visit to sign in";

export function openSignIn(
  app: App,
  { platforms, readers }: { platforms: readonly RoomPlatform[]; readers: Readers },
): SignIn {
  const providers = platforms.flatMap(({ signIn }) => signIn ?? []);
  const visitors = createSignedInVisitors({ ...app, platforms });
  const door = createSignInDoor({
    ...app,
    ...{ providers, readers },
    limit: limitRequests(app.config.webRequestsPerMinute, { visitors }),
    seal: (text) => app.sealer.seal(LABEL, text),
    unseal: (text) => app.sealer.open(LABEL, text),
  });
  return {
    receive: (request, env) => door.fetch(request, env),
    visitors,
    guard: guardPublic(app),
  };
}
