import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { expect, onTestFinished, test } from "vitest";
import type { App } from "../../../src/app.ts";
import { openWeb } from "../../../src/entrypoints/serve/open-web.ts";
import { openChats } from "../../../src/entrypoints/serve/run-chats.ts";
import { proposeVerified } from "../../../src/feedback/verified/propose-verified.ts";
import { acceptVerified } from "../../../src/feedback/verified/review-verified.ts";
import { openApp, syncFiles } from "../../support/open-app.ts";
import { CHROMIUM, openRealPage } from "../../support/real-browser.ts";

const FILES = {
  "leave.md": "# Annual leave\n\nEvery employee gets 28 days of annual leave per year.\n",
  "parking.md": "# Parking\n\nGuests park behind the house.\n",
};

async function serveLocally(app: App): Promise<string> {
  const chats = await openChats(app);
  const stopping = new AbortController();
  let receive: ReturnType<typeof openWeb> | undefined;
  const server = createServer(
    getRequestListener(async (request, env) => (await receive?.(request, env)) ?? new Response()),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  receive = openWeb(app, chats, { port, streams: true }, stopping.signal);
  onTestFinished(() => {
    stopping.abort();
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${port}`;
}

test.skipIf(CHROMIUM === undefined)(
  "a browser without a mouse corrects, marks a source and rejects",
  { timeout: 60_000 },
  async () => {
    const app = await openApp();
    const folder = await syncFiles(app, FILES);
    const audience = [["everyone"]];
    const base = { origin: "admin" as const, createdBy: "cli", audience };
    const leave = { source: "handbook", documentId: "leave.md" };
    const parking = { source: "handbook", documentId: "parking.md" };
    const first = await proposeVerified(
      {
        ...{ ...base, question: "How long is my leave?", text: "28 days [1]. Park outside [2]." },
        documents: [leave, parking],
      },
      app,
    );
    await acceptVerified(first.id, {}, { id: "cli" }, app);
    await syncFiles(app, { ...FILES, "leave.md": FILES["leave.md"].replace("28", "30") }, folder);
    const second = await proposeVerified({ ...base, question: "Who?", text: "Nobody." }, app);
    const url = await serveLocally(app);
    const page = await openRealPage(CHROMIUM ?? "");
    await page.goto(`${url}/admin/review`);
    const headings = "[...document.querySelectorAll('h2')].map((one) => one.textContent).join()";
    expect(await page.read(headings)).toBe("How long is my leave?,Who?");
    const { SCREENSHOT } = process.env;
    // Past the skip link, the wordmark, and the two documents and two buttons of the first item.
    await page.press("Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab");
    expect(await page.read("document.activeElement.tagName")).toBe("SUMMARY");
    await page.press("Enter");
    await page.until("document.querySelector('details').open");
    if (SCREENSHOT !== undefined) await page.screenshot(SCREENSHOT);
    await page.press("Tab", "Tab");
    expect(await page.read("document.activeElement.name")).toBe("text");
    await page.read("document.activeElement.select()");
    await page.type("30 days [1]. Park outside [2].");
    await page.press("Tab", "Tab", " ", "Tab");
    expect(await page.read("document.activeElement.value")).toBe("correct");
    await page.press("Enter");
    await page.until("document.querySelector('[role=status]') !== null");
    expect(await app.storage.verified.get(first.id)).toMatchObject({
      ...{ status: "active", text: "30 days [1]. Park outside." },
      citations: [leave],
    });
    expect(await page.read(headings)).toBe("Who?");
    await page.press("Tab", "Tab", "Tab", "Tab", "Enter");
    await page.until("document.querySelector('.empty') !== null");
    expect(await app.storage.verified.get(second.id)).toMatchObject({ status: "rejected" });
    expect(page.complaints).toEqual([]);
  },
);
