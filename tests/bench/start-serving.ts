import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../../src/entrypoints/cli.ts", import.meta.url));

/** Footnote in a process of its own; resolves once it listens. */
export async function startServing(environment: Record<string, string>) {
  const child = spawn(
    process.execPath,
    ["--max-semi-space-size=4", "--heap-growing-percent=50", CLI, "serve"],
    {
      env: { ...process.env, NODE_NO_WARNINGS: "1", PORT: "0", ...environment },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const url = await new Promise<string>((resolve, reject) => {
    let printed = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
      if (address !== undefined) resolve(address);
    });
    child.once("exit", () => reject(new Error(`serve ended: ${printed}`)));
  });
  return {
    url,
    async stop() {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    },
  };
}
