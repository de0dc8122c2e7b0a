import { z } from "zod";

const uuid = z.guid({ error: "is no id such as 12345678-1234-1234-1234-123456789abc" });
export const httpsAddress = z
  .url({ protocol: /^https$/, error: "is no https:// address" })
  .max(2048, { error: "is longer than 2048 characters" });
export const appVersion = z
  .string()
  .max(256, { error: "is longer than 256 characters" })
  .regex(/^(?:(?:0|[1-9]\d*)\.){2}(?:0|[1-9]\d*)$/, {
    error: "is no version: that is three numbers such as 1.0.12, none with a 0 in front",
  });
const scope = z.enum(["personal", "team", "groupChat"]);
/** A name beside the manifest in the package: no folder leads out of it. */
const fileName = z.string().regex(/^[\w-]+\.png$/, { error: "is no PNG beside the manifest" });

const bot = z.looseObject({
  botId: uuid,
  scopes: z.array(scope).min(1),
  commandLists: z
    .array(
      z.strictObject({
        scopes: z.array(scope).min(1),
        commands: z
          .array(z.strictObject({ title: shortText(128), description: shortText(4000) }))
          .min(1)
          .max(12, { error: "has more than the 12 commands that Teams takes" }),
      }),
    )
    .max(3),
});

const composeExtension = z.looseObject({
  botId: uuid,
  commands: z
    .array(z.looseObject({ id: shortText(64), title: shortText(32), description: shortText(128) }))
    .max(10),
});

/** What Teams refuses or cuts where a manifest is wrong in it; Microsoft's own schema says the rest. */
export const manifestRules = z
  .looseObject({
    manifestVersion: z.string().regex(/^\d+\.\d+$/),
    version: appVersion,
    id: uuid,
    developer: z.strictObject({
      name: shortText(32),
      websiteUrl: httpsAddress,
      privacyUrl: httpsAddress,
      termsOfUseUrl: httpsAddress,
    }),
    name: z.strictObject({ short: shortText(30), full: shortText(100) }),
    description: z.strictObject({ short: shortText(80), full: shortText(4000) }),
    icons: z.strictObject({ color: fileName, outline: fileName }),
    accentColor: z.string().regex(/^#[0-9a-fA-F]{6}$/),
    bots: z.tuple([bot]),
    composeExtensions: z.array(composeExtension).max(1),
    validDomains: z.array(shortText(2048)).max(16),
    webApplicationInfo: z.strictObject({ id: uuid, resource: shortText(2048) }),
  })
  .refine(
    ({ id, bots, webApplicationInfo }) => id === bots[0].botId && id === webApplicationInfo.id,
    {
      path: ["bots", 0, "botId"],
      error: "is not the app's own id, without which Teams grants it nothing",
    },
  );

export type TeamsManifest = z.infer<typeof manifestRules>;

/** Something to read, which Teams cuts where it is longer. */
export function shortText(most: number) {
  return z
    .string()
    .trim()
    .min(1, { error: "is empty" })
    .max(most, { error: `is longer than ${most} characters` });
}
