import { createHash } from "node:crypto";
import type { Context } from "hono";
import { mayStillAdminister } from "../../administration/may-administer.ts";
import type { RoomPlatform } from "../../chat/chat-rooms.ts";
import { platformOf } from "../../chat/platform-of.ts";
import { NotSignedInError } from "../../chat/sign-in-provider.ts";
import type { Visitors } from "../../chat/web/session.ts";
import { withPatience } from "../../chat/with-patience.ts";
import { findSession, type WebSessionsDeps } from "../../conversation/signed-in/web-sessions.ts";
import type { Storage } from "../../storage/storage.ts";
import { createSignInCookies } from "./sign-in-cookies.ts";

interface Deps extends WebSessionsDeps {
  storage: WebSessionsDeps["storage"] & Storage;
  platforms: readonly RoomPlatform[];
  publicUrl: string;
}

/** Whoever is signed in, and nobody else. */
export function createSignedInVisitors(deps: Deps): Visitors {
  const cookies = createSignInCookies(deps.publicUrl);

  async function known(c: Context) {
    const session = await findSession(cookies.session(c), deps);
    return session && { askedBy: session.person };
  }

  async function open(c: Context) {
    const session = await known(c);
    if (session !== undefined) return session;
    throw new NotSignedInError("Nobody is signed in.");
  }

  return {
    known,
    open,
    signInPath: (returnTo) =>
      returnTo === "/" ? "/sign-in" : `/sign-in?returnTo=${encodeURIComponent(returnTo)}`,
    async me(c) {
      const { askedBy } = await open(c);
      const platform = platformOf(askedBy, deps.platforms);
      const name = (await withPatience(() => platform.nameOf(askedBy))) ?? "somebody";
      const id = createHash("sha256").update(askedBy).digest("base64url").slice(0, 16);
      // It only shows the way: the pages there ask for themselves.
      const isAdmin = (await mayStillAdminister(askedBy, deps)) === true;
      return { id, name, through: platform.signIn?.title ?? platform.name, isAdmin };
    },
  };
}
