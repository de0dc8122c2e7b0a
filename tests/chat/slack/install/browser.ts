/** An installer's browser: keeps the cookie, and goes where it is sent. */
export function openBrowser(publicUrl: string) {
  let cookie = "";

  async function visit(url: string): Promise<Response> {
    const response = await fetch(url, { redirect: "manual", headers: { cookie } });
    const set = response.headers.get("set-cookie");
    if (set !== null) cookie = set.split(";")[0] ?? "";
    return response;
  }

  /** The consent page that `/slack/install` sends to. */
  async function begin(): Promise<string> {
    const response = await visit(`${publicUrl}/slack/install`);
    return response.headers.get("location") ?? "";
  }

  /** Allows it, or does not; the address that Slack sends back to. */
  async function consent(page: string, answers: Record<string, string>): Promise<string> {
    const body = new URLSearchParams({ allow: "yes", ...answers });
    const response = await fetch(page, { method: "POST", body, redirect: "manual" });
    return response.headers.get("location") ?? `${response.status} ${await response.text()}`;
  }

  async function comeBack(url: string) {
    const response = await visit(url);
    return { status: response.status, text: await response.text(), headers: response.headers };
  }

  return {
    ...{ begin, consent, comeBack },
    /** From the first page to the last, as this user of Slack. */
    install: async (user: string, answers: Record<string, string> = {}) =>
      comeBack(await consent(await begin(), { user, ...answers })),
  };
}
