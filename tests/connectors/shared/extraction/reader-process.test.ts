import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { startConfined } from "../../../../connectors/shared/extraction/process/start-confined.ts";
import { fileOf, findReader, peakMb } from "./making/find-reader.ts";
import { GOOD, pdfBombInBomb, slowPdf } from "./making/hostile-parts.ts";
import { drawText, makePages } from "./making/make-pdf.ts";
import { readMade } from "./making/read-made.ts";

const PDF = makePages([drawText([[72, 700, 12, "Ten days."]])]);
const TOO_MUCH = /^takes more than 300 MB of memory to read; split or simplify it$/;
const LIMITS = { maxMemoryMb: 300 };

test("a bomb in a bomb is one failure, and what is read before, beside and after it is read", async () => {
  const bomb = pdfBombInBomb();
  expect(bomb.length).toBeLessThan(20_000);
  const all = await Promise.allSettled([
    readMade("before.docx", GOOD, LIMITS),
    readMade("bomb.pdf", bomb, LIMITS),
    readMade("beside.pdf", PDF, LIMITS),
    readMade("after.docx", GOOD, LIMITS),
  ]);
  expect(
    all.map((each) => (each.status === "fulfilled" ? each.value.markdown : each.reason)),
  ).toEqual([
    "Ten days of leave.",
    expect.objectContaining({
      name: "UnreadableDocumentError",
      message: expect.stringMatching(TOO_MUCH),
    }),
    "## Page 1\n\nTen days.",
    "Ten days of leave.",
  ]);
});

describe.skipIf(!existsSync("/proc/self/status"))("seen from outside (skipped: no /proc)", () => {
  test("a bomb takes no more memory than is stated, and none of ours", async () => {
    let peak = 0;
    const timer = setInterval(() => {
      peak = Math.max(peak, peakMb(findReader()));
    }, 2);
    const before = process.memoryUsage.rss();
    await expect(readMade("bomb.pdf", pdfBombInBomb(), LIMITS)).rejects.toThrow(TOO_MUCH);
    clearInterval(timer);
    expect(peak).toBeGreaterThan(250);
    expect(peak).toBeLessThan(360);
    expect((process.memoryUsage.rss() - before) / 1_000_000).toBeLessThan(150);
    expect(findReader()).toBeUndefined();
  });

  test("when our process is killed, the one that reads goes too, though it is busy", async () => {
    const script = fileURLToPath(new URL("./making/read-for-long.ts", import.meta.url));
    const parent = spawn(process.execPath, [script], { stdio: "ignore" });
    onTestFinished(() => void parent.kill("SIGKILL"));
    await expect.poll(() => findReader(parent.pid), { timeout: 20_000 }).toBeDefined();
    const reader = findReader(parent.pid);
    await expect.poll(() => cpuTicks(reader), { timeout: 20_000 }).toBeGreaterThan(150);
    parent.kill("SIGKILL");
    await expect.poll(() => fileOf(reader, "cmdline"), { timeout: 20_000 }).toBe("");
  });

  test("what the terminal tells every process does not cost the document", async () => {
    await readMade("good.docx", GOOD);
    const reader = findReader() ?? 0;
    const reading = readMade("slow.pdf", slowPdf(), { timeoutMs: 1_000 });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.kill(reader, signal);
    await expect(reading).rejects.toThrow(/^takes longer than 1 seconds/);
  });

  test("killed by the system, it is one failure, and the next document is read", async () => {
    await readMade("good.docx", GOOD);
    const reader = findReader() ?? 0;
    expect(fileOf(reader, "oom_score_adj").trim()).toBe("1000");
    const reading = readMade("slow.pdf", slowPdf());
    setTimeout(() => process.kill(reader, "SIGKILL"), 200);
    await expect(reading).rejects.toThrow(/^takes more than 768 MB of memory to read/);
    expect((await readMade("good.docx", GOOD)).markdown).toBe("Ten days of leave.");
  });

  test("it knows nothing of our environment, and makes no code of text", async () => {
    process.env.TOKEN_OF_A_SOURCE = "4711";
    onTestFinished(() => void delete process.env.TOKEN_OF_A_SOURCE);
    await readMade("good.docx", GOOD, { maxMemoryMb: 500 });
    const names = fileOf(findReader(), "environ")
      .split("\0")
      .map((line) => line.split("=")[0]);
    expect(names.filter((name) => name !== "" && !name?.startsWith("NODE_CHANNEL_"))).toEqual([]);
    expect(fileOf(findReader(), "cmdline")).toContain("--disallow-code-generation-from-strings");
  });
});

test("code that a document smuggled in reads no file and starts nothing", async () => {
  const attempts = {
    file: `fs.readFileSync(${JSON.stringify(import.meta.filename)})`,
    list: 'fs.readdirSync("/")',
    write: 'fs.writeFileSync("/tmp/smuggled", "")',
    program: 'process.getBuiltinModule("child_process").execFileSync("ls")',
    thread:
      'new (process.getBuiltinModule("worker_threads").Worker)("", { eval: true, execArgv: [] })',
    database: 'new (process.getBuiltinModule("node:sqlite").DatabaseSync)("/tmp/smuggled")',
    ownCode: `fs.readFileSync(${JSON.stringify(fileURLToPath(new URL("../../../../connectors/shared/plain-text.ts", import.meta.url)))})`,
  };
  const code = `import fs from "node:fs"; import { parentPort } from "node:worker_threads";
    const tried = {};
    const attempt = (name, act) => { try { act(); tried[name] = "done"; } catch (error) { tried[name] = error.code ?? "failed"; } };
    ${Object.entries(attempts)
      .map(([name, act]) => `attempt("${name}", () => { ${act} });`)
      .join("\n")}
    parentPort.postMessage(tried);`;
  const folder = process.cwd();
  onTestFinished(() => process.chdir(folder));
  const thread = startConfined(new URL(`data:text/javascript,${encodeURIComponent(code)}`), 64);
  const tried = await new Promise((resolve, reject) => {
    thread.once("message", resolve).once("error", reject);
  });
  const denied = "ERR_ACCESS_DENIED";
  expect(tried).toEqual({
    file: denied,
    list: denied,
    write: denied,
    program: denied,
    thread: denied,
    database: "failed",
    ownCode: "done",
  });
});

/** Time that it has computed; a hundredth of a second each. */
function cpuTicks(pid: number | undefined): number {
  return Number(fileOf(pid, "stat").split(" ")[13] ?? 0);
}
