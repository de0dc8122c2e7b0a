import { readFile } from "node:fs/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { UsageError } from "../../src/entrypoints/cli/command-context.ts";
import { reportFailure } from "../../src/entrypoints/cli/report-failure.ts";
import { OperationError } from "../../src/entrypoints/operation-error.ts";

function report(error: unknown) {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  onTestFinished(() => write.mockRestore());
  const code = reportFailure(error);
  return { code, text: write.mock.calls.map(([text]) => text).join("") };
}

test("what was typed wrong ends with 2, what went wrong with 1, and both say their sentence", () => {
  expect(report(new UsageError("Give a name."))).toEqual({ code: 2, text: "Give a name.\n" });
  const second = report(new OperationError("The disk is full."));
  expect(second).toMatchObject({ code: 1, text: expect.stringContaining("The disk is full.\n") });
});

test("a file that the system refuses is named", async () => {
  const error = await readFile("/nowhere/at/all").catch((cause: unknown) => cause);
  expect(report(error)).toEqual({
    code: 1,
    text: "/nowhere/at/all cannot be used: there is no such file or folder; make it, or name another.\n",
  });
});

test("a bug shows a trace id and the top of its stack, in 8 lines at most", () => {
  const { code, text } = report(new TypeError("x is not a function"));
  expect(code).toBe(1);
  expect(text).toMatch(/trace id [\da-f-]{36}/);
  expect(text).toContain("TypeError: x is not a function");
  expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(8);
  expect(report("a string").text).toContain("a string");
});
