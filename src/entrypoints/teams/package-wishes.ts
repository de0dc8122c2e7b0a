import { z } from "zod";
import { UsageError } from "../cli/command-context.ts";
import { appVersion, httpsAddress, shortText } from "./manifest-rules.ts";

const page = httpsAddress
  .refine((address) => !/^https:\/\/[^/?#]*@/i.test(address), {
    error: "holds a name or a password, which everybody would see",
  })
  .optional();

const rules = z.strictObject({
  /** The name under which the app is offered. */
  company: shortText(32)
    .regex(/^\P{Cc}*$/u, { error: "is more than one line" })
    .optional(),
  website: page,
  privacy: page,
  terms: page,
  appVersion: appVersion.optional(),
});

/** What the command is given of what stands in the manifest, by its options. */
export type PackageWishes = z.infer<typeof rules>;

/** @throws UsageError that names the option */
export function checkWishes(wishes: PackageWishes): PackageWishes {
  const parsed = rules.safeParse(wishes);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = issue?.path[0] as keyof PackageWishes;
  const option = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const value = JSON.stringify(wishes[name]?.slice(0, 60));
  throw new UsageError(`--${option} ${value} is not usable: it ${issue?.message}.`);
}
