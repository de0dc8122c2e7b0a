import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { readDockerfile } from "./checks/read-dockerfile.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** `nobody`: neither the files' owner nor anybody whom the machine knows. */
const NOBODY = 65_534;
const image = readDockerfile(readFileSync(join(ROOT, "deploy/docker/Dockerfile"), "utf8"));
const isRoot = process.getuid?.() === 0;
const running = new Set<ChildProcess>();

/** What the image would hold, as its COPY lines say, with what `npm ci` would leave out left out. */
function layOut(): { app: string; data: string; temporary: string } {
  const folder = temporaryFolder("image");
  const app = join(folder, image.workdir);
  for (const { from, to } of image.copies) {
    for (const path of from) {
      const target = from.length > 1 || to.endsWith("/") ? join(app, to, path) : join(app, to);
      cpSync(join(ROOT, path), target, { recursive: true });
    }
  }
  const list = ["ls", "--omit=dev", "--omit=optional", "--all", "--parseable"];
  const installed = execFileSync("npm", list, { cwd: ROOT, encoding: "utf8" }).trim().split("\n");
  for (const path of installed.filter((one) => one.startsWith(join(ROOT, "node_modules")))) {
    cpSync(path, join(app, path.slice(ROOT.length)), {
      recursive: true,
      // What lies below is listed by itself, if it is wanted.
      filter: (from) => from === path || !from.slice(path.length).startsWith("/node_modules"),
    });
  }
  // Nobody can write there, its owner neither; root could, so root does not run it.
  execFileSync("chmod", ["-R", "a-w,a+rX", folder]);
  const [data, temporary] = [temporaryFolder("data"), temporaryFolder("tmp")];
  for (const own of [data, temporary]) {
    chownSync(own, NOBODY, NOBODY);
    chmodSync(own, 0o700);
  }
  // What leads there is the test's own.
  for (let at = folder; at !== "/"; at = join(at, "..")) {
    if (at.includes("footnote-test-")) chmodSync(at, 0o755);
  }
  return { app, data, temporary };
}

describe.skipIf(!isRoot)(
  "the container's command line, with a tree that cannot be written to, as nobody",
  () => {
    let place: ReturnType<typeof layOut>;
    const environment = () => ({
      PATH: process.env.PATH ?? "",
      ...image.env,
      ...{
        FOOTNOTE_DATA_DIR: place.data,
        TMPDIR: place.temporary,
        HOME: "/nonexistent",
        PORT: "0",
      },
    });
    const as = { uid: NOBODY, gid: NOBODY };

    function run(...args: string[]) {
      const [first = "", ...rest] = image.commandLine;
      const words = args.length === 0 ? rest : [...rest.slice(0, -1), ...args];
      // The image's `node` is the one of .nvmrc, as is the one that runs this.
      expect(first).toBe("node");
      const child = spawn(process.execPath, words, {
        ...{ ...as, cwd: place.app, env: environment() },
        stdio: ["ignore", "pipe", "pipe"],
      });
      running.add(child);
      let said = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text: string) => {
          said += text;
        });
      }
      return { child, said: () => said, exit: once(child, "exit") };
    }

    beforeAll(() => {
      place = layOut();
    }, 120_000);
    afterAll(() => {
      for (const child of running) child.kill("SIGKILL");
      execFileSync("chmod", ["-R", "u+w", join(place.app, "..")]);
    });

    test("the tree takes no file", () => {
      const attempt = `require("node:fs").writeFileSync("src/new.ts", "")`;
      const write = () =>
        execFileSync(process.execPath, ["-e", attempt], { ...as, cwd: place.app, stdio: "pipe" });
      expect(write).toThrow(/EACCES/);
    });

    test("it migrates, serves, answers, says that it is well, and ends in order", async () => {
      const migrating = run("migrate");
      expect([(await migrating.exit)[0], migrating.said()]).toEqual([
        ...[0, expect.stringContaining("is up to date")],
      ]);
      const { child, said, exit } = run();
      const address = () => /http:\/\/127\.0\.0\.1:(\d+)/.exec(said());
      await expect.poll(address, { timeout: 60_000 }).not.toBe(null);
      const [url = "", port = ""] = address() ?? [];
      expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true });
      expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ ready: true });
      const [, ...check] = image.healthcheck;
      execFileSync(process.execPath, check, { ...as, env: { ...environment(), PORT: port } });
      const browser = openBrowser(url);
      const ask = async () => {
        const { answerId } = await browser.ask("How many days of annual leave do I get?");
        const last = (await browser.events(answerId)).at(-1)?.data;
        return (last?.answer as { outcome: string } | undefined)?.outcome;
      };
      // Until the sample handbook is read, there is nothing to answer from.
      await expect.poll(ask, { timeout: 60_000, interval: 1_000 }).toBe("answered");
      child.kill("SIGTERM");
      expect(await exit).toEqual([0, null]);
      const gone = () =>
        execFileSync(process.execPath, check, {
          ...as,
          stdio: "ignore",
          env: { ...environment(), PORT: port },
        });
      expect(gone).toThrow();
      // Nothing is logged as wrong.
      expect(said()).not.toMatch(/"level":(?:50|60)|EACCES|EROFS/);
    }, 180_000);
  },
);

test("what the image copies is what its command line needs, and no more", () => {
  const paths = image.copies.flatMap(({ from }) => from);
  expect(paths).not.toContain("tests");
  expect(image.commandLine.at(-1)).toBe("serve");
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  // It starts as `npm start` does, which looks for an old Node besides.
  expect(scripts.start.endsWith(image.commandLine.join(" "))).toBe(true);
});
