import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";

/** What a sign-in page was asked with. */
export interface AskedSignIn {
  redirectUri: string;
  scopes: string[];
  state: string;
  nonce: string | undefined;
  codeChallenge: string | undefined;
  /** `organizations`, or the id of a tenant; empty where a vendor has no such thing. */
  tenant: string;
}

/** An id token before it is signed. */
export interface UnsignedToken {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  /** `other`: a key of nobody's; `none`: no signature at all. */
  signedBy?: "other" | "none";
}

export type CodeRefusal = "unknown" | "used" | "expired" | "redirect" | "pkce";

interface Code extends AskedSignIn {
  person: string;
  givenAt: number;
  isUsed: boolean;
}

export interface OpenIdVendor {
  /** Changes tokens before they are signed, as an attacker would. */
  alter: ((token: UnsignedToken) => UnsignedToken) | undefined;
  codeLifeMs: number;
  keys(): { keys: object[] };
  /** Reads the page's address. @throws Error as the page would say it */
  read(query: URLSearchParams, app: SignInApp, tenant?: string): AskedSignIn;
  /** Somebody agrees: where they are sent back to. */
  agree(asked: AskedSignIn, person: string): string;
  /** A code becomes the person who agreed, once. */
  redeem(form: Readonly<Record<string, string | undefined>>): Code | CodeRefusal;
  sign(claims: Record<string, unknown>): string;
}

export interface SignInApp {
  clientId: string;
  scopes: readonly string[];
  isRedirect(uri: string): boolean;
}

const CODE_LIFE_MS = 10 * 60_000;

/** The part of OpenID Connect that vendors have in common, strict in all that protects it. */
export function createOpenIdVendor(now: () => number): OpenIdVendor {
  const codes = new Map<string, Code>();
  const pairs = new Map<string, { kid: string; privateKey: KeyObject; jwk: object }>();

  /** Made when it is needed first: it takes a moment. */
  function pair(name: "own" | "other") {
    const known = pairs.get(name);
    if (known !== undefined) return known;
    const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
    const kid = randomUUID();
    const jwk = { ...publicKey.export({ format: "jwk" }), kid, use: "sig", alg: "RS256" };
    const made = { kid, privateKey, jwk };
    pairs.set(name, made);
    return made;
  }

  const vendor: OpenIdVendor = {
    alter: undefined,
    codeLifeMs: CODE_LIFE_MS,
    keys: () => ({ keys: [pair("own").jwk] }),
    read(query, { clientId, scopes, isRedirect }, tenant = "") {
      const redirectUri = query.get("redirect_uri") ?? "";
      if (query.get("client_id") !== clientId) throw new Error("invalid client_id");
      if (!isRedirect(redirectUri)) throw new Error(`${redirectUri} is no redirect URI of the app`);
      if (query.get("response_type") !== "code") throw new Error("response_type has to be code");
      const asked = (query.get("scope") ?? "").split(" ");
      const strange = asked.filter((scope) => !scopes.includes(scope));
      if (strange.length > 0) throw new Error(`invalid_scope: ${strange.join(" ")}`);
      if (!asked.includes("openid")) throw new Error("invalid_scope: openid is missing");
      const codeChallenge = query.get("code_challenge") ?? undefined;
      if (codeChallenge !== undefined && query.get("code_challenge_method") !== "S256") {
        throw new Error("code_challenge_method has to be S256");
      }
      const [state, nonce] = [query.get("state") ?? "", query.get("nonce") ?? undefined];
      return { redirectUri, scopes: asked, state, nonce, codeChallenge, tenant };
    },
    agree(asked, person) {
      const code = randomUUID();
      codes.set(code, { ...asked, person, givenAt: now(), isUsed: false });
      const back = new URL(asked.redirectUri);
      back.searchParams.set("code", code);
      back.searchParams.set("state", asked.state);
      return back.href;
    },
    redeem(form) {
      const code = codes.get(form.code ?? "");
      if (code === undefined) return "unknown";
      if (code.isUsed) return "used";
      if (now() - code.givenAt > vendor.codeLifeMs) return "expired";
      if (form.redirect_uri !== code.redirectUri) return "redirect";
      const verifier = createHash("sha256").update(form.code_verifier ?? "");
      const isMatch = verifier.digest("base64url") === code.codeChallenge;
      if (code.codeChallenge !== undefined && !isMatch) return "pkce";
      code.isUsed = true;
      return code;
    },
    sign(claims) {
      const { kid } = pair("own");
      const plain: UnsignedToken = { header: { typ: "JWT", alg: "RS256", kid }, claims };
      const token = vendor.alter?.(plain) ?? plain;
      const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
      const signed = `${encode(token.header)}.${encode(token.claims)}`;
      if (token.signedBy === "none") return `${signed}.`;
      const { privateKey } = pair(token.signedBy ?? "own");
      return `${signed}.${sign("sha256", Buffer.from(signed), privateKey).toString("base64url")}`;
    },
  };
  return vendor;
}

export function signInPage(title: string, people: readonly { id: string; name: string }[]): string {
  const options = people.map(({ id, name }) => `<option value="${id}">${name}</option>`).join("");
  return `<!doctype html><title>${title}</title><h1>${title}</h1>
<form method="post"><label>As <select name="user">${options}</select></label>
<button name="allow" value="yes">Allow</button> <button name="allow" value="no">Cancel</button></form>`;
}

/** Where somebody goes back to from a sign-in page: with a code, or without where they said no. */
export function answerSignIn(
  vendor: OpenIdVendor,
  asked: AskedSignIn,
  form: URLSearchParams,
  person: string,
): string {
  if (form.get("allow") !== "no") return vendor.agree(asked, person);
  const denied = new URL(asked.redirectUri);
  denied.searchParams.set("error", "access_denied");
  denied.searchParams.set("state", asked.state);
  return denied.href;
}
