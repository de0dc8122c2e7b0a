/** The server's answer when it is not a good one; `message` is a sentence to show. */
export class ApiError extends Error {
  constructor(status, message, { signIn, traceId } = {}) {
    super(message);
    this.status = status;
    /** Footnote said this itself, and its log says more. */
    this.traceId = traceId;
    /** Where to sign in again, when that has ended. */
    this.signIn = signIn;
  }
}

/** @throws ApiError when the server refuses, TypeError when it cannot be reached. */
async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: {
      Accept: "application/json",
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  const data = isJson ? await response.json() : { error: await response.text() };
  if (response.ok) return data;
  throw new ApiError(response.status, data.error || "The server could not do this.", data);
}

const answerPath = (id, rest = "") => `/api/answers/${encodeURIComponent(id)}${rest}`;

export const getMe = () => call("GET", "/api/me");
export const getStatus = () => call("GET", "/api/status");
export const getThreads = () => call("GET", "/api/threads");
export const getThread = (id) => call("GET", `/api/threads/${encodeURIComponent(id)}`);
export const getAnswer = (id) => call("GET", answerPath(id));
export const getWhy = (id) => call("GET", answerPath(id, "/why"));
export const getCitation = (id, n) => call("GET", answerPath(id, `/citations/${n}`));
export const postVote = (id, vote) => call("POST", answerPath(id, "/votes"), vote);
/** Goes on while another page opens; whether it arrives is nobody's trouble. */
export function postOpened(id, citation) {
  const body = JSON.stringify({ citation });
  const headers = { "Content-Type": "application/json" };
  fetch(answerPath(id, "/opened"), { method: "POST", keepalive: true, headers, body }).catch(
    () => undefined,
  );
}

export const deleteVote = (id, citation) =>
  call("DELETE", answerPath(id, `/votes?citation=${citation}`));
export const getEvents = (id, after) => call("GET", eventsPath(id, after));
export const eventsPath = (id, after) => answerPath(id, `/events?after=${after}`);

/** Asks until the server has it: the same `messageId` is the same question, however often sent. */
export async function askQuestion(question, onWaiting) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call("POST", "/api/questions", question);
    } catch (error) {
      const isProxy = error.status >= 502 && error.traceId === undefined;
      const isAway = error instanceof TypeError || isProxy;
      if (!isAway) throw error;
      onWaiting();
      await pause(attempt);
    }
  }
}

/** Waits longer each time, up to ten seconds, and no longer once the network is back. */
export function pause(attempt) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, Math.min(10_000, 500 * 2 ** attempt));
    function done() {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    }
    addEventListener("online", done);
  });
}

/** A new id; `crypto.randomUUID` is missing on pages served without TLS from elsewhere. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
