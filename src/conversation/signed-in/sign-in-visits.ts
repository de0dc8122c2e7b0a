import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import {
  type SignedInPerson,
  SignInError,
  type SignInProvider,
  type SignInVisit,
} from "../../chat/sign-in-provider.ts";
import type { Storage } from "../../storage/storage.ts";

export interface VisitDeps {
  storage: Pick<Storage, "signIns">;
  /** Of the web pages, without a slash at its end. */
  publicUrl: string;
  /** Encrypts what the browser keeps of a visit, and reads it again; undefined where it was altered. */
  seal(text: string): Promise<string>;
  unseal(text: string): string | undefined;
  now: () => number;
}

const visitShape = z.object({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  returnTo: z.string(),
  expiresAt: z.number(),
});

/** Long enough to look for a second factor. */
const VISIT_MS = 10 * 60_000;

/** For the cookie that holds it. */
export const VISIT_S = VISIT_MS / 1_000;

/** Sends a browser to the vendor: where, and what it has to bring back, which no server keeps. */
export async function beginVisit(
  provider: SignInProvider,
  returnTo: string,
  deps: VisitDeps,
): Promise<{ url: URL; sealed: string }> {
  const secret = () => randomBytes(32).toString("base64url");
  const visit = { state: secret(), nonce: secret(), codeVerifier: secret() };
  const url = await provider.begin({ ...visit, redirectUri: redirectUriOf(provider, deps) });
  const expiresAt = deps.now() + VISIT_MS;
  const kept = { ...visit, provider: provider.name, returnTo: ownPath(returnTo), expiresAt };
  return { url, sealed: await deps.seal(JSON.stringify(kept)) };
}

/** Who came back from the vendor; each state counts once, whichever process takes it. @throws SignInError */
export async function endVisit(
  provider: SignInProvider,
  reply: URLSearchParams,
  sealed: string | undefined,
  deps: VisitDeps,
): Promise<SignedInPerson & { returnTo: string }> {
  const visit = readVisit(sealed, deps);
  const now = deps.now();
  if (visit?.provider !== provider.name || visit.expiresAt <= now) throw strayed();
  if (reply.get("state") !== visit.state) throw strayed();
  const stateHash = createHash("sha256").update(visit.state).digest("base64url");
  if (!(await deps.storage.signIns.takeState(stateHash, visit.expiresAt, now))) throw strayed();
  if (reply.get("error") === "access_denied") {
    throw new SignInError(
      `Signing in was cancelled at ${provider.title}, or it does not allow it: try again, or ask your admin.`,
    );
  }
  const { state, nonce, codeVerifier } = visit;
  const way: SignInVisit = {
    state,
    nonce,
    codeVerifier,
    redirectUri: redirectUriOf(provider, deps),
  };
  return { ...(await provider.finish(reply, way)), returnTo: ownPath(visit.returnTo) };
}

/** A page of Footnote's own to go on with; never another site, nor signing in or out again. */
export function ownPath(path: string | undefined): string {
  const base = "https://footnote.invalid";
  // A browser reads `\` as `/`, and leaves line breaks out.
  if (path === undefined || !/^\/(?![/\\])[^\\\s]*$/.test(path)) return "/";
  if (!URL.canParse(path, base)) return "/";
  const url = new URL(path, base);
  const isPage = url.pathname === "/" || /^\/(?:documents|admin)\//.test(url.pathname);
  return url.origin === base && isPage ? `${url.pathname}${url.search}` : "/";
}

/** Where the vendor sends browsers back to; its app has to know it. */
export function redirectUriOf(
  { name }: Pick<SignInProvider, "name">,
  { publicUrl }: Pick<VisitDeps, "publicUrl">,
): string {
  return `${publicUrl}/sign-in/${name}/callback`;
}

function readVisit(sealed: string | undefined, deps: VisitDeps) {
  const text = sealed === undefined ? undefined : deps.unseal(sealed);
  if (text === undefined) return undefined;
  const read = visitShape.safeParse(JSON.parse(text));
  return read.success ? read.data : undefined;
}

function strayed(): SignInError {
  return new SignInError(
    "This sign-in began in another browser or more than ten minutes ago, or it is finished already.",
  );
}
