import { z } from "zod";
import { isLoopback } from "../../text/is-loopback.ts";
import { UsageError } from "../cli/command-context.ts";
import { appVersion, httpsAddress, shortText } from "./manifest-rules.ts";

const PLACEHOLDER = /\{\{|\}\}/;
const noPlaceholder = { error: "holds a placeholder of the manifest" };

const page = httpsAddress
  .refine((address) => !PLACEHOLDER.test(address), noPlaceholder)
  .refine((address) => !/\s/.test(address), { error: "holds a space" })
  .refine((address) => !/^https:\/\/[^/?#]*@/i.test(address), {
    error: "holds a name or a password, which everybody would see",
  })
  .refine((address) => !URL.canParse(address) || !isLoopback(new URL(address).hostname), {
    error: "is an address that only this machine knows",
  })
  .optional();

const rules = z.strictObject({
  /** The name under which the app is offered. */
  company: shortText(32)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, { error: "is more than one line" })
    .regex(/^\P{Bidi_Control}*$/u, { error: "holds characters that turn the direction of others" })
    .refine((name) => !PLACEHOLDER.test(name), noPlaceholder)
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
