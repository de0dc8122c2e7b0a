/** A platform at which people show on the web who they are, by OpenID Connect. */
export interface SignInProvider {
  /** In addresses and settings: `slack`, `microsoft`. */
  readonly name: string;
  /** On its button: `Slack`. */
  readonly title: string;
  /** Where the browser goes. @throws SignInError when the vendor cannot be asked */
  begin(visit: SignInVisit): Promise<URL>;
  /**
   * Who came back, by what the vendor signed: nobody's address or name counts, only their ids.
   * @throws SignInError for whatever is not as it has to be
   */
  finish(reply: URLSearchParams, visit: SignInVisit): Promise<SignedInPerson>;
  /** Whether anybody could sign in, in words for admins; never throws. */
  examine(redirectUri: string): Promise<ExaminedSignIn>;
}

export interface ExaminedSignIn {
  ok: boolean;
  detail: string;
  /** What to do about it. */
  fix: string | undefined;
}

/** One way to the vendor and back; of nobody else's use. */
export interface SignInVisit {
  redirectUri: string;
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** In the ids of the chat platform: `slack:T1:U1` of `slack:T1`. */
export interface SignedInPerson {
  person: string;
  workspaceId: string;
}

/** Why nobody was signed in; its message is a sentence for them, its cause is for the log. */
export class SignInError extends Error {
  override readonly name = "SignInError";
}

/** Somebody was signed in and is not any more, or the platform no longer knows them. */
export class NotSignedInError extends Error {
  override readonly name = "NotSignedInError";
}
