import type { MiddlewareHandler } from "hono";
import type { App } from "../../app.ts";
import type { RoomPlatform } from "../../chat/chat-rooms.ts";
import { guardPublic } from "../../chat/web/guard-public.ts";
import type { Visitors } from "../../chat/web/session.ts";
import type { Readers } from "../../conversation/signed-in/readers.ts";
import { createSignInDoor } from "./sign-in-door.ts";
import { createSignedInVisitors } from "./signed-in-visitors.ts";

/** What the web chat needs where people sign in. */
export interface SignIn {
  receive(request: Request): Response | Promise<Response>;
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
  const door = createSignInDoor({
    ...app,
    ...{ providers, readers },
    seal: (text) => app.sealer.seal(LABEL, text),
    unseal: (text) => app.sealer.open(LABEL, text),
  });
  return {
    receive: (request) => door.fetch(request),
    visitors: createSignedInVisitors({ ...app, platforms }),
    guard: guardPublic(app),
  };
}
