export type PineconeErrorCode =
  | "unauthorized"
  | "forbidden"
  | "rate-limited"
  | "unavailable"
  | "invalid";

/** Pinecone did not do what was asked of it; one sentence that names the thing and the way out. */
export class PineconeError extends Error {
  override readonly name = "PineconeError";
  readonly code: PineconeErrorCode;

  constructor(code: PineconeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const LONGEST_DETAIL = 200;

/** What an answer that is no success means. `detail` is the vendor's own message. */
export function describeRefusal(status: number, detail: string): PineconeError {
  const said = detail === "" ? "" : ` It says: ${detail}`;
  if (status === 401) {
    return new PineconeError("unauthorized", "Pinecone refuses the key: check PINECONE_API_KEY.");
  }
  if (status === 402 || status === 403) {
    return new PineconeError(
      "forbidden",
      `Pinecone does not allow that with this key or plan: see its console for the key's rights and the project's quota.${said}`,
    );
  }
  if (status === 429) {
    return new PineconeError(
      "rate-limited",
      `Pinecone takes no more requests at the moment: what waits is sent again later; raise the project's limits if it stays so.${said}`,
    );
  }
  if (status >= 500) {
    return new PineconeError(
      "unavailable",
      `Pinecone answers with an error of its own (${status}): what waits is sent again later; see status.pinecone.io.`,
    );
  }
  return new PineconeError("invalid", `Pinecone refuses a request (${status}).${said}`);
}

/** The one sentence of the vendor's reply, wherever it stands in it. */
export async function readDetail(response: Response): Promise<string> {
  const text = await response.text().catch(() => "");
  let found: unknown = text;
  try {
    const body = JSON.parse(text);
    found = body?.error?.message ?? body?.message ?? "";
  } catch {}
  return typeof found === "string" ? found.slice(0, LONGEST_DETAIL) : "";
}

/** An answer that says it is one and is none, such as a page of a proxy in between. */
export function unreadable(cause: unknown): PineconeError {
  return new PineconeError(
    "invalid",
    "Pinecone's answer cannot be read: see that no proxy answers in its place, and what PINECONE_CONTROLLER_URL says.",
    { cause },
  );
}

/** The SDK wraps what its fetch throws; what we threw ourselves is what counts. */
export function unwrap(error: unknown): unknown {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof PineconeError) return at;
    // The SDK trips over what it cannot read, or over what is missing in it.
    if (at instanceof SyntaxError || at instanceof TypeError) return unreadable(error);
  }
  return error;
}
