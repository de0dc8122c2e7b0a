import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test, vi } from "vitest";
import { installTool } from "./install-tool.ts";
import { startProcess } from "./start-process.ts";

const run = promisify(execFile);
const signal = new AbortController().signal;

test("without the registry the tool is missed in one sentence, and nothing half-made stays", async () => {
  const cache = await mkdtemp(join(tmpdir(), "footnote-cache-"));
  onTestFinished(() => rm(cache, { recursive: true }));
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.stubEnv("XDG_CACHE_HOME", cache);
  vi.stubEnv("npm_config_registry", "http://127.0.0.1:1");
  vi.stubEnv("npm_config_fetch_retries", "0");
  const tool = { name: "@footnote/no-such-tool", version: "1.2.3" };
  const installing = installTool(tool, { say: () => undefined, signal });
  await expect(installing).rejects.toThrow(
    /^@footnote\/no-such-tool@1\.2\.3 cannot be installed \(\w+\): it comes from the npm registry/,
  );
  expect(await readdir(join(cache, "footnote"))).toEqual([]);
}, 60_000);

test("the playground listens on this machine alone", async () => {
  const listen = `const server = require("node:http").createServer();
    server.listen(0, () => { console.log(server.address().address); server.close(); });`;
  const here = join(import.meta.dirname, "listen-here.cjs");
  const args = (loaded: string[]) => [...loaded, "--eval", listen];
  const { stdout: elsewhere } = await run(process.execPath, args([]));
  expect(elsewhere.trim()).not.toBe("127.0.0.1");
  const { stdout } = await run(process.execPath, args(["--require", here]));
  expect(stdout.trim()).toBe("127.0.0.1");
});

test("a program that does not come up is named with what it said", async () => {
  const program = {
    ...{ name: "The program", cwd: tmpdir(), env: process.env, readyWhen: /ready (\d+)/ },
    args: ["--eval", 'console.log("no luck"); process.exit(1)'],
  };
  await expect(startProcess(program, signal)).rejects.toThrow("The program ended: no luck");
});

test("a program ends with the signal", async () => {
  const stop = new AbortController();
  const args = ["--eval", 'console.log("ready 7"); setInterval(() => undefined, 1_000)'];
  const { ready, ended } = await startProcess(
    { name: "It", args, cwd: tmpdir(), env: process.env, readyWhen: /ready (\d+)/ },
    stop.signal,
  );
  expect(ready).toBe("7");
  stop.abort();
  await ended;
});
