import { lstat, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { isMap, isScalar, parseDocument } from "yaml";
import { ConnectorError } from "../connector.ts";
import { pathMatcher } from "../shared/path-patterns.ts";
import { parseReaders } from "../shared/principals.ts";

const FILE_NAME = "_access.yaml";

/** Who may read a path below the folder; undefined means the source's own audience. */
export type AccessRules = (path: string) => string[] | undefined;

/** Whether a file looks like rules of access, whatever its spelling or place. */
export function isAccessFile(name: string): boolean {
  return /^_access\.ya?ml$/i.test(name);
}

/**
 * Reads `_access.yaml` of the folder. Whatever is wrong with it fails the whole run
 * (`ConnectorError` "invalid"): passing over one rule would show documents to people it excludes.
 */
export async function readAccessRules(folder: string): Promise<AccessRules> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw invalid(`cannot be looked for (${(error as Error).message})`, error);
  });
  const misspelt = names.find((name) => isAccessFile(name) && name !== FILE_NAME);
  if (misspelt !== undefined) throw misplacedAccessFile(misspelt);
  const text = await readRules(join(folder, FILE_NAME));
  if (text === undefined) return () => undefined;
  const rules = parseRules(text);
  // The last rule that fits wins.
  return (path) => rules.findLast((rule) => rule.matches(path))?.readers;
}

/** Rules that are not where they are read from: ignoring them would widen access. */
export function misplacedAccessFile(path: string): ConnectorError {
  return new ConnectorError(
    "invalid",
    `The access rules in "${path}" would not be read: put them into ${FILE_NAME} at the top of the folder, with globs from there, and delete "${path}".`,
  );
}

async function readRules(file: string): Promise<string | undefined> {
  try {
    // A dangling link is there without being readable, and must not count as "no rules".
    await lstat(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw invalid("cannot be read", error);
  }
  try {
    // Opening a named pipe would wait for ever.
    if (!(await stat(file)).isFile()) throw new Error("not a file");
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
  } catch (error) {
    throw invalid(`cannot be read (${(error as Error).message})`, error);
  }
}

function parseRules(text: string): { matches: (path: string) => boolean; readers: string[] }[] {
  const document = parseDocument(text, { logLevel: "silent" });
  const problem = document.errors[0];
  if (problem !== undefined) {
    throw invalid(`is not valid YAML: ${problem.message.split("\n", 1)[0]?.replace(/:$/, "")}`);
  }
  const { contents } = document;
  if (!isMap(contents)) {
    throw invalid('must map globs to lists of principals, such as "finance/**: [group:finance]"');
  }
  return contents.items.map(({ key, value }) => {
    const glob = isScalar(key) ? key.value : undefined;
    if (typeof glob !== "string" || glob.trim() === "") {
      throw invalid(`has the key ${String(key)}, which is no glob: put it in quotes`);
    }
    if (glob.includes("\\")) throw invalid(`has the glob "${glob}": write "/" instead of "\\"`);
    const list = isScalar(value) || value === null ? value : document.createNode(value);
    const parsed = parseReaders(toPlain(list));
    if ("problem" in parsed) throw invalid(`is wrong at "${glob}": the value ${parsed.problem}`);
    return { matches: pathMatcher(glob), readers: parsed.readers };

    function toPlain(node: unknown): unknown {
      return typeof node === "object" && node !== null && "toJS" in node
        ? (node as { toJS: (d: typeof document) => unknown }).toJS(document)
        : node;
    }
  });
}

function invalid(what: string, cause?: unknown): ConnectorError {
  return new ConnectorError(
    "invalid",
    `${FILE_NAME} ${what}. Nothing was read, because who may read it is unknown; correct the file and sync again.`,
    { cause },
  );
}
