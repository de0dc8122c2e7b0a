import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPublicFiles } from "../../../../src/chat/web/public-files.ts";
import { securityHeaders } from "../../../../src/chat/web/security-headers.ts";
import { reportMonitoring } from "../../../../src/learning/monitoring/monitoring-report.ts";
import {
  renderReportFile,
  renderReportPage,
  reportStyles,
} from "../../../../src/learning/monitoring/page/report-page.ts";
import { openStorage } from "../../../../src/storage/open-storage.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { addVersions, fillMonth } from "../fill-storage.ts";
import { findChromium, openChromium } from "./open-chromium.ts";

/*
 * The page in a real browser, under the web chat's own policy. With REPORT_PICTURES=docs/images it takes
 * the pictures of the documentation; without a Chromium on this machine it is skipped.
 */
const NOW = Date.parse("2026-11-21T17:00:00Z");
const { REPORT_PICTURES: folder } = process.env;
const chromium = findChromium();

describe.skipIf(chromium === undefined)("the report in a browser", () => {
  let browser: Awaited<ReturnType<typeof openChromium>>;
  let url: string;
  const server = createServer();

  beforeAll(async () => {
    const storage = await openStorage({ file: join(temporaryFolder("report"), "state.sqlite") });
    await fillMonth(storage, NOW);
    await addVersions(storage, NOW);
    const report = await reportMonitoring(30, { storage, embedder: undefined, now: () => NOW });
    await storage.close();
    const app = new Hono();
    app.get("/file", (c) => c.html(renderReportFile(report)));
    app.use("/*", securityHeaders);
    app.get("/admin/report", (c) => c.html(renderReportPage(report, "/admin/report.css")));
    app.get("/admin/report.css", (c) =>
      c.body(reportStyles(), 200, { "Content-Type": "text/css" }),
    );
    app.route("/", createPublicFiles());
    server.on("request", getRequestListener(app.fetch));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await openChromium(chromium ?? "");
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    server.close();
  });

  test.for([
    { path: "/admin/report", width: 900, height: 2_420, colours: "light", name: "learning-report" },
    {
      path: "/admin/report",
      width: 360,
      height: 2_600,
      colours: "dark",
      name: "learning-report-phone",
    },
    { path: "/file", width: 900, height: 2_420, colours: "dark", name: "file" },
  ] as const)("$name: all is drawn, nothing is refused, nothing is cut off", async (look) => {
    await browser.open({ ...look, url: `${url}${look.path}` });
    const seen = await browser.evaluate<{
      shown: number;
      widest: number;
      coloured: number;
      paper: string;
      smallest: number;
    }>(`(() => {
      const charts = [...document.querySelectorAll("svg.plot")].filter((svg) => svg.getBoundingClientRect().width > 0);
      const bars = charts.flatMap((svg) => [...svg.querySelectorAll("rect, circle")]);
      return {
        shown: charts.length,
        widest: document.documentElement.scrollWidth,
        coloured: bars.filter((bar) => /^rgb/.test(getComputedStyle(bar).fill)).length / bars.length,
        paper: getComputedStyle(document.body).backgroundColor,
        smallest: Math.min(...charts.map((svg) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)),
      };
    })()`);
    expect(browser.complaints).toEqual([]);
    expect(seen.shown).toBe(5);
    expect(seen.widest).toBeLessThanOrEqual(look.width);
    // Letters of 10 keep nearly that size.
    expect(seen.smallest).toBeGreaterThan(0.9);
    expect(seen.coloured).toBe(1);
    expect(seen.paper).toBe(look.colours === "dark" ? "rgb(24, 23, 21)" : "rgb(251, 249, 245)");
    const picture = await browser.picture();
    if (folder !== undefined && look.name !== "file")
      writeFileSync(join(folder, `${look.name}.png`), picture);
  });
});
