import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { VISIT_S } from "../../conversation/signed-in/sign-in-visits.ts";
import { LONGEST_SESSION_S } from "../../conversation/signed-in/web-sessions.ts";

/** What a browser keeps: its session, and the visit to the vendor that it is on. */
export interface SignInCookies {
  session(c: Context): string | undefined;
  setSession(c: Context, id: string): void;
  visit(c: Context): string | undefined;
  setVisit(c: Context, sealed: string): void;
  forget(c: Context, which: "session" | "visit"): void;
}

const AGES = { session: LONGEST_SESSION_S, visit: VISIT_S };

/** By https, no page of another host or path can set or read them. */
export function createSignInCookies(publicUrl: string): SignInCookies {
  const secure = publicUrl.startsWith("https:");
  const names = { session: "footnote_signed_in", visit: "footnote_sign_in" };
  const options = { httpOnly: true, sameSite: "Lax", path: "/", secure } as const;
  const nameOf = (which: keyof typeof names) => `${secure ? "__Host-" : ""}${names[which]}`;
  const read = (which: keyof typeof names) => (c: Context) => getCookie(c, nameOf(which));
  const write = (which: keyof typeof names) => (c: Context, value: string) =>
    setCookie(c, nameOf(which), value, { ...options, maxAge: AGES[which] });
  return {
    session: read("session"),
    setSession: write("session"),
    visit: read("visit"),
    setVisit: write("visit"),
    forget: (c, which) => void deleteCookie(c, nameOf(which), { path: "/", secure }),
  };
}
