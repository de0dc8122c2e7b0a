/** A browser that keeps cookies and sends what a page's own form sends. */
export function openPages() {
  let cookie = "";
  async function send(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (cookie !== "") headers.set("cookie", cookie);
    const response = await fetch(url, { redirect: "manual", ...init, headers });
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) cookie = set.split(";")[0] ?? "";
    return response;
  }
  return {
    get: (url: string) => send(url),
    post: (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      send(url, {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: { origin: "null", "sec-fetch-site": "same-origin", ...headers },
      }),
  };
}
