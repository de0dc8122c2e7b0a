// How serverless-esbuild bundles a function: all of its code in one file, beside the files that it reads.
const { readFileSync } = require("node:fs");
const { dirname, join, relative } = require("node:path");
const esbuild = require("esbuild");

const ROOT = join(__dirname, "../..");
/** What runs as a process or thread of its own stays a file of its own, where it is looked for. */
const OWN_FILES = [
  "connectors/shared/extraction/process/extraction-process.ts",
  "connectors/shared/extraction/process/extraction-thread.ts",
  "src/vector-index/sqlite/index-thread.ts",
];

const COMMON = {
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node24",
  // Only pg asks for it, and does without.
  external: ["pg-native"],
  // Packages in CommonJS ask for Node's own modules by it.
  banner: {
    js: 'import { createRequire as createRequireOfBundle } from "node:module"; const require = createRequireOfBundle(import.meta.url);',
  },
  // Names stay, so that an error's stack says where it comes from.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  logLevel: "warning",
};

/** Where a file of ours was before it was bundled: what lies beside it is packaged at the same place. */
function keepPlaces(bundleFolder) {
  return {
    name: "keep-places",
    setup(build) {
      build.onLoad({ filter: /[\\/](?:src|connectors)[\\/].*\.ts$/ }, ({ path }) => {
        if (path.includes("node_modules")) return undefined;
        const text = readFileSync(path, "utf8");
        if (!/import\.meta\.(?:url|dirname)/.test(text)) return undefined;
        const from = (target) =>
          JSON.stringify(relative(bundleFolder, target).replaceAll("\\", "/"));
        const url = `new URL(${from(path)}, import.meta.url)`;
        const folder = `new URL(${from(dirname(path))}, import.meta.url)`;
        const contents = text
          .replaceAll("import.meta.url", `${url}.href`)
          .replaceAll(
            "import.meta.dirname",
            `process.getBuiltinModule("node:url").fileURLToPath(${folder})`,
          );
        return { contents, loader: "ts" };
      });
    },
  };
}

/** Once for each function; where they are the same, the last one has written them. */
const ownFiles = {
  name: "own-files",
  setup(build) {
    const folder = join(build.initialOptions.outdir, "../../..");
    build.onEnd(async () => {
      for (const file of OWN_FILES) {
        await esbuild.build({
          ...COMMON,
          entryPoints: [join(ROOT, file)],
          outfile: join(folder, file),
          plugins: [keepPlaces(join(ROOT, dirname(file)))],
        });
      }
    });
  },
};

module.exports = () => ({
  ...COMMON,
  outputFileExtension: ".mjs",
  // Two that run at once do not clear away what the other one builds.
  outputWorkFolder: `.esbuild/${process.pid}`,
  concurrency: 1,
  zipConcurrency: 1,
  // Nothing of it is installed into the package.
  exclude: "*",
  plugins: [keepPlaces(join(ROOT, "src/entrypoints/lambda")), ownFiles],
});
