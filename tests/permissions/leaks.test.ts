import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { openEvaluationWorkspace } from "../../src/entrypoints/open-evaluation-workspace.ts";
import { evaluatePermissions } from "../../src/evaluation/permissions/evaluate-permissions.ts";
import { generateCompany } from "./company/generate-company.ts";
import { writeCompany } from "./company/groups/write-company.ts";
import { WAYS } from "./company/revoke/ways.ts";
import { runCompany } from "./company/run-company.ts";
import { findFaults, SAMPLE } from "./company/sample.ts";

const LONG_MS = 300_000;

test("people of a company learn nothing that they may not read, wherever they ask", {
  timeout: LONG_MS,
}, async () => {
  const run = await runCompany(SAMPLE);
  expect(findFaults(run)).toEqual([]);
  expect(run.leaks.slice(0, 5)).toEqual([]);
  expect(run.questions).toBeGreaterThanOrEqual(SAMPLE.probes);
  // Nothing leaks where nothing is said: what may be read is found, as by hand.
  expect(run.byHand.asked).toBeGreaterThan(50);
  expect(run.recall.asked).toBeGreaterThan(20);
  expect(run.recall.citedByHand).toBeGreaterThan(0.9 * run.recall.asked);
  expect(run.verified).toBeGreaterThan(0);
  const places = [
    "channel",
    "direct",
    "followUp",
    "moved",
    "verified",
    "private",
    "revoked",
    "memory",
  ];
  places.push("waited", "streamed", "slow", "between", "limited", "web", "signedIn");
  const told = ["search", "home", "report", "preview", "evidence", "export", "digest", "log"];
  told.push("suggestions", "count", "refused");
  for (const surface of [...places, ...told]) {
    expect([surface, (run.looked[surface] ?? 0) > 0]).toEqual([surface, true]);
  }
  const cited = { before: true, after: false, again: true };
  for (const what of WAYS) {
    const revocation = run.revocations.find((one) => one.what === what);
    expect(revocation, what).toMatchObject(cited);
  }
});

test("each surface of the library, asked as each user, gives what it gives by hand", {
  timeout: LONG_MS,
}, async () => {
  const company = generateCompany({ ...SAMPLE, probes: 40, seed: 8 });
  const directory = writeCompany(company);
  const config = readConfig({ logLevel: "silent" }, {});
  const dataDir = join(directory, "data");
  const report = await evaluatePermissions(directory, (corpus) =>
    openEvaluationWorkspace(corpus, { ...config, dataDir, embedder: { kind: "none" } }),
  );
  expect(report).toMatchObject({ probes: 40, leaks: 0, contradictions: 0 });
  expect(report.sameAsByHand.asked).toBeGreaterThan(40);
  expect(report.sameAsByHand.same).toBe(report.sameAsByHand.asked);
  expect(report.groups).toBeGreaterThan(10);
  expect(report.allowedRecall).toBe(report.byHandRecall);
  expect(report.byHandRecall).toBeGreaterThan(0.9);
});
