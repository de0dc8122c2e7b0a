import { execFile, fork } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { unzipSync } from "fflate";
import { expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../../connectors/shared/extraction/extraction-limits.ts";
import { makePresentation, shape } from "../../connectors/shared/extraction/making/make-office.ts";
import { drawText, makePages } from "../../connectors/shared/extraction/making/make-pdf.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { zipOf } from "./osls.ts";

const PROCESS = "connectors/shared/extraction/process/extraction-process.ts";
const MAX_MEMORY_MB = 512;

function unpack(name: string): string {
  const folder = temporaryFolder("unpacked");
  for (const [file, content] of Object.entries(unzipSync(readFileSync(zipOf(name))))) {
    const target = join(folder, file);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  return folder;
}

/** As a sync does with what it finds, from the package's own files. */
async function extract(folder: string, name: string, bytes: Uint8Array): Promise<unknown> {
  const child = fork(join(folder, PROCESS), [String(MAX_MEMORY_MB)], {
    env: {},
    execArgv: ["--disallow-code-generation-from-strings"],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  try {
    return await new Promise((resolve, reject) => {
      let complaint = "";
      child.stderr?.on("data", (text) => {
        complaint += text;
      });
      child.once("message", resolve);
      child.once("exit", () => reject(new Error(`It ended: ${complaint}`)));
      child.send({
        bytes: new Uint8Array(bytes),
        hints: { fileName: name },
        limits: DEFAULT_LIMITS,
      });
    });
  } finally {
    child.kill("SIGKILL");
  }
}

/** What was packaged has all that it needs, unpacked where nothing else is. */
export function itRunsUnpacked(): void {
  it("reads documents in a process of their own", async () => {
    const folder = unpack("sync");
    const pdf = makePages([drawText([[72, 700, 11, "Ten days may be carried over."]])]);
    expect(await extract(folder, "a.pdf", pdf)).toMatchObject({
      text: { markdown: expect.stringContaining("Ten days may be carried over.") },
    });
    const deck = makePresentation([{ shapes: shape("title", ["Benefits"]) }]);
    expect(await extract(folder, "a.pptx", deck)).toMatchObject({ text: { title: "Benefits" } });
    expect(await extract(folder, "a.docx", new Uint8Array([1, 2, 3]))).toMatchObject({
      reason: expect.any(String),
    });
  }, 60_000);

  it.each(["worker", "sync", "migrate"])(
    "has all that %s needs to begin",
    async (name) => {
      const file = join(unpack(name), `src/entrypoints/lambda/${name}.mjs`);
      // Nothing is woken up for; and the database, a file here, is made.
      const script = `const { handler } = await import(${JSON.stringify(file)});
      const context = { getRemainingTimeInMillis: () => 60_000 };
      console.log(JSON.stringify(await handler({ Records: [] }, context)));
      process.exit();`;
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ["--input-type=module", "-e", script],
        {
          cwd: "/",
          env: { FOOTNOTE_DATA_DIR: temporaryFolder("data"), FOOTNOTE_EMBEDDER: "none" },
        },
      );
      const expected = name === "migrate" ? { schema: "current" } : { batchItemFailures: [] };
      expect(JSON.parse(stdout)).toEqual(expected);
    },
    60_000,
  );
}
