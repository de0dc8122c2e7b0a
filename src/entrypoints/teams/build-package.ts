import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { zipSync } from "fflate";
import { OperationError } from "../operation-error.ts";
import { manifestRules, type TeamsManifest } from "./manifest-rules.ts";
import type { PackageValues } from "./package-values.ts";
import { readPng } from "./read-png.ts";

const PLACEHOLDER = /\{\{(.*?)\}\}/g;

/**
 * The app package of Teams from the template in a folder (`manifest.json` and two icons).
 * @throws OperationError where Teams would not take it
 */
export async function buildPackage(
  folder: string,
  values: PackageValues,
  { appVersion }: { appVersion?: string | undefined } = {},
): Promise<Uint8Array> {
  const template = await readTemplate(folder);
  const filled = fill(
    appVersion === undefined ? template : { ...template, version: appVersion },
    values,
  );
  const manifest = check(filled);
  const { color, outline } = manifest.icons;
  const files = {
    "manifest.json": Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`),
    [color]: await readIcon(join(folder, color), { size: 192, needsAlpha: false }),
    [outline]: await readIcon(join(folder, outline), { size: 32, needsAlpha: true }),
  };
  // Where zip files begin to count, in whatever time zone: the same package has the same bytes.
  return zipSync(files, { mtime: new Date(1980, 0, 1), level: 9 });
}

async function readTemplate(folder: string): Promise<Record<string, unknown>> {
  const path = join(folder, "manifest.json");
  const text = await readFile(path, "utf8");
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new OperationError(`${path} is no JSON: take back what was changed in it.`);
  }
}

/** Only texts hold placeholders, and what takes their place cannot end one: it is filled in parsed. */
function fill(part: unknown, values: PackageValues): unknown {
  if (typeof part === "string") return fillText(part, values);
  if (Array.isArray(part)) return part.map((item) => fill(item, values));
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, fill(item, values)]));
}

function fillText(text: string, values: PackageValues): string {
  return text.replaceAll(PLACEHOLDER, (placeholder, name: string) => {
    const value = values[name];
    if (value !== undefined && !/\{\{|\}\}/.test(value)) return value;
    throw new OperationError(
      `${placeholder} of the manifest cannot be filled in: ${value === undefined ? "nothing has this name" : "its value holds a placeholder itself"}.`,
    );
  });
}

function check(filled: unknown): TeamsManifest {
  const parsed = manifestRules.safeParse(filled);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join(".") ?? "";
  const value = issue?.path.reduce<unknown>(
    (part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key],
    filled,
  );
  const shown = typeof value === "string" ? ` ("${value.slice(0, 60)}")` : "";
  throw new OperationError(
    `Teams would not take the manifest: ${where}${shown} ${issue?.message}.`,
  );
}

async function readIcon(
  path: string,
  { size, needsAlpha }: { size: number; needsAlpha: boolean },
): Promise<Uint8Array> {
  const bytes = await readFile(path);
  const png = readPng(bytes);
  const fits = png?.width === size && png.height === size && (png.hasAlpha || !needsAlpha);
  if (fits) return bytes;
  const kind = needsAlpha ? "with a transparent background" : "in full colour";
  throw new OperationError(
    `${path} is not what Teams takes: give a PNG of ${size} x ${size} pixels ${kind}.`,
  );
}
