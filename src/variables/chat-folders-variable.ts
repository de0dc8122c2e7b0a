import { delimiter, isAbsolute, resolve } from "node:path";
import { z } from "zod";

/** Folders below which whoever administers from a chat may have files read; none without it. */
export const chatFoldersVariable = z
  .string()
  .default("")
  .transform((text) => text.split(delimiter).filter((path) => path.trim() !== ""))
  .refine((paths) => paths.every((path) => isAbsolute(path.trim())), {
    error: `give absolute paths, with "${delimiter}" between them`,
  })
  .transform((paths) => paths.map((path) => resolve(path.trim())))
  .describe(
    "Folders below which admins may have files read from a chat, absolute, separated as in PATH. Without it, folders are added on the command line only.",
  );
