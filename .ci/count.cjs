// Prints the closing line of a CI run: vitest's JSON report, and failed static checks, in one count.
const { readFileSync } = require("node:fs");
const [file, failedChecks] = process.argv.slice(2);
const report = JSON.parse(readFileSync(file, "utf8"));
// A file that fails to load has no tests that could fail; it counts as one.
const brokenFiles = report.testResults.filter(
  (f) => f.status === "failed" && f.assertionResults.length === 0,
);
const failed = report.numFailedTests + brokenFiles.length + Number(failedChecks);
process.stdout.write(
  `${report.numPassedTests} passed, ${failed} failed, ${report.numPendingTests} skipped\n`,
);
process.exit(report.numPassedTests > 0 ? 0 : 1);
