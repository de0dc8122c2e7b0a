import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { PlaygroundError } from "./playground-error.ts";

/** A package of others that is brought on demand, and never shipped or depended on. */
export interface Tool {
  name: string;
  /** Exactly this one. */
  version: string;
}

/**
 * Installs a tool into the user's cache where it is not there yet, without running scripts of its
 * own, and says where it lies. @throws PlaygroundError
 */
export async function installTool(
  { name, version }: Tool,
  { say, signal }: { say(text: string): void; signal: AbortSignal },
): Promise<string> {
  const folder = join(
    cacheFolder(),
    "footnote",
    `${name.replace(/^\W+/, "").replaceAll("/", "-")}-${version}`,
  );
  const installed = join(folder, "node_modules", name);
  if (await exists(join(installed, "package.json"))) return installed;
  say(`Installing ${name} ${version} into ${folder}, once.`);
  // Renamed when it is whole: an installation that was cut off must not look like one.
  const making = `${folder}.${process.pid}`;
  await mkdir(making, { recursive: true });
  try {
    await runNpm(making, `${name}@${version}`, signal);
    await rm(folder, { recursive: true, force: true });
    await rename(making, folder);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return installed;
}

async function runNpm(folder: string, what: string, signal: AbortSignal): Promise<void> {
  const args = ["install", "--prefix", folder, "--save-exact", "--ignore-scripts"];
  args.push("--no-audit", "--no-fund", what);
  // Under `npm run`, npm says where it is itself; on Windows its command is no program that can be run.
  const own = process.env.npm_execpath;
  const [command, first] = own === undefined ? ["npm", []] : [process.execPath, [own]];
  const npm = spawn(command, [...first, ...args], {
    ...{ cwd: folder, signal },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (text: Buffer) => {
    output += text.toString();
  };
  npm.stdout.on("data", keep);
  npm.stderr.on("data", keep);
  const code = await once(npm, "close").then(
    ([ended]) => ended as number | null,
    () => undefined,
  );
  if (code === 0) return;
  if (code === undefined) throw new PlaygroundError("npm cannot be run: install it with Node.");
  const reason = /npm (?:error|ERR!) code (\w+)/.exec(output)?.[1] ?? `exit code ${code}`;
  throw new PlaygroundError(
    `${what} cannot be installed (${reason}): it comes from the npm registry, which has to be reached the first time.`,
  );
}

function cacheFolder(): string {
  const { XDG_CACHE_HOME: cache, LOCALAPPDATA: windows } = process.env;
  if (cache) return cache;
  if (process.platform === "win32" && windows) return windows;
  return process.platform === "darwin"
    ? join(homedir(), "Library", "Caches")
    : join(homedir(), ".cache");
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
