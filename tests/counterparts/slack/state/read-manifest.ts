import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { type Manifest, manifestSchema } from "../shapes/app.ts";
import { checkManifest } from "./check-manifest.ts";

/** A manifest from a file, JSON or YAML, as Slack takes both. @throws Error saying what is wrong with it */
export function readManifestFile(path: string): Manifest {
  return takeManifest(parse(readFileSync(path, "utf8")));
}

/** @throws Error naming everything for which Slack would refuse it */
export function takeManifest(given: unknown): Manifest {
  const read = manifestSchema.safeParse(given);
  if (!read.success)
    throw new Error(`Slack would refuse this manifest:\n${z.prettifyError(read.error)}`);
  const problems = checkManifest(read.data);
  if (problems.length === 0) return read.data;
  throw new Error(`Slack would refuse this manifest:\n${problems.join("\n")}`);
}
