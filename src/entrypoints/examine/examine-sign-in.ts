import type { App } from "../../app.ts";
import { redirectUriOf } from "../../conversation/signed-in/sign-in-visits.ts";
import { SERVE_LEASE } from "../../sync/hold-lease.ts";
import { isLoopback } from "../../text/is-loopback.ts";
import { openPlatforms } from "../serve/run-chats.ts";
import type { Check } from "./check.ts";

const PATIENCE_MS = 5_000;
const NAME = "web chat";

/** Who may open the web chat, whether the vendors let people sign in, and whether its address leads here. */
export async function examineSignIn(app: App): Promise<Check[]> {
  const { config, publicUrl } = app;
  if (config.signIn === undefined) {
    const detail = `without sign-in, for whoever is at this machine (${config.host})`;
    return [{ name: NAME, ok: true, detail }];
  }
  const { platforms } = await openPlatforms(app);
  const providers = platforms.flatMap(({ signIn }) => signIn ?? []);
  const checks = providers.map(async (provider) => ({
    name: `sign-in with ${provider.title}`,
    ...(await provider.examine(redirectUriOf(provider, app))),
  }));
  return [
    ...(await Promise.all(checks)),
    { name: NAME, ...(await examineAddress(app, publicUrl)) },
  ];
}

/** Where browsers come back to after signing in. */
async function examineAddress(
  { storage, now }: App,
  publicUrl: string,
): Promise<Omit<Check, "name">> {
  const { hostname, protocol } = new URL(publicUrl);
  const isHere = isLoopback(hostname);
  const reach = protocol === "https:" ? "" : ", over http, so for browsers on this machine alone";
  const where = `with sign-in, at ${publicUrl}${reach}`;
  if ((await storage.leases.holder(SERVE_LEASE, now())) === undefined) {
    return {
      ok: true,
      detail: `${where}; nobody serves now, so whether it leads here is not known`,
    };
  }
  const page = `${publicUrl}/sign-in`;
  const fix = `let ${isHere ? "what listens there" : "the proxy there"} pass everything on to Footnote`;
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(page, { redirect: "manual", signal });
    const isOurs = response.ok && (await response.text()).includes('href="/sign-in/');
    if (isOurs) return { ok: true, detail: `${where}, which leads here` };
    const detail = `${page} answers ${response.status} and is not Footnote's page`;
    return { ok: false, detail, fix };
  } catch {
    if (isHere) return { ok: false, detail: `nothing answers at ${page}`, fix };
    // Many a network does not lead to its own outside.
    return { ok: true, detail: `${where}, which this machine cannot reach: see it in a browser` };
  }
}
