import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Mutation } from "./mutation.ts";
import { mutations } from "./mutations.ts";
import { secondLayers } from "./second-layers.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const COPIED = ["src", "connectors", "prompts", "tests", "package.json", "vitest.config.ts"];
const SAMPLE = ["tests/permissions/permissions-command.ts", "sample"];
const VITEST = join(ROOT, "node_modules/vitest/vitest.mjs");

export interface MutationResult {
  name: string;
  /** The sample failed, as it has to. */
  isFound: boolean;
  /** The first thing that failed. */
  by: string;
  tookMs: number;
}

/** Takes each check away in a copy of the project and runs the sample on it; the project stays as it is. */
export async function runMutations(
  isWanted: (name: string) => boolean,
  onResult: (result: MutationResult) => void,
): Promise<MutationResult[]> {
  const all = [
    ...mutations.map((mutation) => ({ name: mutation.name, together: [mutation] })),
    ...secondLayers,
  ];
  const folder = await mkdtemp(join(tmpdir(), "footnote-mutations-"));
  try {
    for (const one of COPIED) await cp(join(ROOT, one), join(folder, one), { recursive: true });
    await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
    const results: MutationResult[] = [];
    for (const { name, together } of all.filter((one) => isWanted(one.name))) {
      const startedAt = performance.now();
      for (const mutation of together) await mutate(folder, mutation);
      const { code, output } = await lookFor(together, folder);
      for (const { file } of together) await cp(join(ROOT, file), join(folder, file));
      const tookMs = Math.round(performance.now() - startedAt);
      const result = { name, isFound: code !== 0, by: firstFailure(output), tookMs };
      results.push(result);
      onResult(result);
    }
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @throws Error where the text does not stand there once: then the list is out of date */
export function applyMutation(text: string, { name, file, find, replace }: Mutation): string {
  const parts = text.split(find);
  if (parts.length === 2) return parts.join(replace);
  throw new Error(`"${name}": ${find} stands ${parts.length - 1} times in ${file}, not once.`);
}

async function mutate(folder: string, mutation: Mutation): Promise<void> {
  const path = join(folder, mutation.file);
  await writeFile(path, applyMutation(await readFile(path, "utf8"), mutation));
}

async function lookFor(
  [mutation]: readonly Mutation[],
  folder: string,
): Promise<{ code: number; output: string }> {
  const { foundBy } = mutation ?? {};
  const run = foundBy === undefined ? SAMPLE : [VITEST, "run", "--reporter=dot", foundBy];
  const args = ["--disable-warning=ExperimentalWarning", ...run];
  // Most files are as they were for the last one.
  const env = { ...process.env, NO_COLOR: "1", NODE_COMPILE_CACHE: join(folder, ".compiled") };
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const [code] = await once(child, "close");
  return { code, output };
}

/** What was not as it has to be, or how it broke. */
function firstFailure(output: string): string {
  const broke = /^\s*(?:FAIL|\w*Error)\b.*/m.exec(output)?.[0].trim();
  return (broke ?? output.split("\n")[0] ?? "").slice(0, 80);
}
