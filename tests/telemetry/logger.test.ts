import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const LOGGER = fileURLToPath(new URL("../../src/telemetry/logger.ts", import.meta.url));

/** What one call writes to stderr, from a process of its own. */
function logged(call: string): Record<string, unknown> {
  const script = `import { createLogger } from ${JSON.stringify(LOGGER)}; createLogger("info").${call};`;
  const { stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script]);
  return JSON.parse(String(stderr));
}

test("a logged error says what went wrong", () => {
  const line = logged(
    'error({ error: new Error("disk gone"), traceId: "t1" }, "A question failed")',
  );
  expect(line).toMatchObject({ msg: "A question failed", traceId: "t1" });
  expect(line.error).toMatchObject({ message: "disk gone" });
});

test("secrets are not written", () => {
  const line = logged('info({ token: "abc", source: { secret: "def" } }, "A source was read")');
  expect(JSON.stringify(line)).not.toMatch(/abc|def/);
});
