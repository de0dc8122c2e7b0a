import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { reportMonitoring } from "../../../src/learning/monitoring/monitoring-report.ts";
import {
  renderReportFile,
  renderReportPage,
} from "../../../src/learning/monitoring/page/report-page.ts";
import { temporaryStorage } from "../../storage/temporary-storage.ts";
import { addVersions, createTeller, fillMonth } from "./fill-storage.ts";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const HOSTILE = `</svg><script src="https://evil.example/x.js">alert(1)</script><img src=x onerror="alert(1)">`;

async function reportOf(
  fill: (storage: Awaited<ReturnType<typeof temporaryStorage>>) => Promise<unknown>,
) {
  const storage = await temporaryStorage();
  await fill(storage);
  return reportMonitoring(30, { storage, embedder: undefined, now: () => NOW });
}

test("the file has every chart, told in words and as a table, and needs nothing but itself", async () => {
  const report = await reportOf(async (storage) => {
    await fillMonth(storage, NOW);
    await addVersions(storage, NOW);
  });
  const page = renderReportFile(report);
  const charts = [...page.matchAll(/<svg[^>]*role="img"[^>]*>/g)];
  // Five, each for a screen and for a phone.
  expect(charts).toHaveLength(10);
  for (const [svg] of charts) {
    const ids = /aria-labelledby="([^"]+)"/.exec(svg)?.[1]?.split(" ") ?? [];
    expect(ids).toHaveLength(2);
    for (const id of ids) expect(page.split(`id="${id}"`)).toHaveLength(2);
  }
  expect(page.match(/<caption>/g)?.length).toBeGreaterThanOrEqual(8);
  expect(page.match(/NaN|undefined|Infinity/)).toBeNull();
  // Nothing that a browser would load, or that its policy would refuse.
  expect(page.match(/ (?:src|href|style|on\w+)=|url\(/)).toBeNull();
  const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? "";
  const hash = createHash("sha256").update(style).digest("base64");
  expect(page.includes(`&#39;sha256-${hash}&#39;`)).toBe(true);
  expect(page.match(/<style/g)).toHaveLength(1);
  expect(Buffer.byteLength(page)).toBeLessThan(200_000);
});

test("words that somebody asked are words, in charts as in tables", async () => {
  const report = await reportOf((storage) =>
    createTeller(storage)({ at: NOW - 1, text: HOSTILE, outcome: "not-found" }),
  );
  const page = renderReportPage(report, "/admin/report.css");
  expect(page).toContain("&lt;script");
  expect(page).not.toMatch(/<(?:img|script src="https)/);
  expect(page.match(/<script/g)).toHaveLength(1);
});

test("an installation that nobody has asked has a page all the same", async () => {
  const page = renderReportFile(await reportOf(async () => undefined));
  expect(page).toContain("No question was asked.");
  expect(page).not.toMatch(/<svg|NaN|undefined|Infinity/);
});
