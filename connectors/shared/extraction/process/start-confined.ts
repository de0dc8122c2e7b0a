import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

/**
 * A thread for code that hostile bytes may take over: it may read this code and its packages, and
 * neither another file nor a program nor a thread. Node 24 cannot keep it from the network.
 */
export function startConfined(entry: URL, maxHeapMb: number): Worker {
  const shared = join(import.meta.dirname, "../..");
  const packages = packagesFolder();
  // A confined thread may always read the folder that its process is in.
  process.chdir(shared);
  return new Worker(entry, {
    name: "extraction",
    env: {},
    execArgv: [
      "--permission",
      `--allow-fs-read=${join(shared, "*")}`,
      `--allow-fs-read=${join(shared, "../../package.json")}`,
      // By its name, and by where it lies: it may be a link.
      `--allow-fs-read=${join(shared, "../../node_modules/*")}`,
      ...(packages === undefined ? [] : [`--allow-fs-read=${join(packages, "*")}`]),
      // It opens files of any name, whatever is permitted.
      "--no-experimental-sqlite",
    ],
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: 16 },
  });
}

/** Undefined in a bundle, which holds them all. */
function packagesFolder(): string | undefined {
  try {
    const file = fileURLToPath(import.meta.resolve("unpdf"));
    return file.replace(/(?<=[\\/]node_modules[\\/]).*$/s, "");
  } catch {
    return undefined;
  }
}
