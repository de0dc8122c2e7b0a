import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { openEvaluationWorkspace } from "../../src/entrypoints/open-evaluation-workspace.ts";
import { evaluatePermissions } from "../../src/evaluation/permissions/evaluate-permissions.ts";
import { jsonLines, temporaryFolder, writeFiles } from "../support/temporary-folder.ts";
import { generateCompany, principalsOf } from "./company/generate-company.ts";
import { runCompany } from "./company/run-company.ts";

/*
 * The sample of `npm run permissions` that runs with all other tests, and against which
 * `npm run permissions:mutations` holds each removal of an audience check.
 */

const SIZE = { documents: 150, users: 40, channels: 8, probes: 200, seed: 7 };
const LONG_MS = 300_000;

test("people of a company learn nothing that they may not read, wherever they ask", {
  timeout: LONG_MS,
}, async () => {
  const run = await runCompany(SIZE);
  expect(run.leaks.slice(0, 5)).toEqual([]);
  expect(run.questions).toBeGreaterThanOrEqual(SIZE.probes);
  // Nothing leaks where nothing is said: what may be read is found, as by hand.
  expect(run.byHand.asked).toBeGreaterThan(50);
  expect(run.byHand.same).toBe(run.byHand.asked);
  expect(run.recall.asked).toBeGreaterThan(20);
  expect(run.recall.cited).toBe(run.recall.citedByHand);
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
  places.push("waited", "streamed", "slow", "between", "limited", "web");
  const told = ["search", "home", "report", "preview", "evidence", "export", "digest", "log"];
  for (const surface of [...places, ...told]) {
    expect([surface, (run.looked[surface] ?? 0) > 0]).toEqual([surface, true]);
  }
  expect(run.revocations.map(({ after }) => after)).toEqual(run.revocations.map(() => false));
  expect(run.revocations.some(({ before }) => before)).toBe(true);
});

test("each surface of the library, asked as each user, gives what it gives by hand", {
  timeout: LONG_MS,
}, async () => {
  const company = generateCompany({ ...SIZE, probes: 40, seed: 8 });
  const users = company.users.map((user) => ({
    id: user.id,
    principals: principalsOf(user, company),
  }));
  const directory = writeFiles(temporaryFolder("company"), {
    "documents.jsonl": jsonLines(company.documents),
    "users.jsonl": jsonLines(users),
    "probes.jsonl": jsonLines(company.probes),
  });
  const config = readConfig({ logLevel: "silent" }, {});
  const dataDir = join(directory, "data");
  const report = await evaluatePermissions(directory, (corpus) =>
    openEvaluationWorkspace(corpus, { ...config, dataDir, embedder: { kind: "none" } }),
  );
  expect(report).toMatchObject({ probes: 40, leaks: 0, contradictions: 0 });
  expect(report.sameAsByHand.asked).toBeGreaterThan(40);
  expect(report.sameAsByHand.same).toBe(report.sameAsByHand.asked);
  expect(report.allowedRecall).toBe(report.byHandRecall);
  expect(report.byHandRecall).toBeGreaterThan(0.9);
});
