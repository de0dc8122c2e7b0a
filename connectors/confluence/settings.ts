import { z } from "zod";

export interface ConfluenceSettings {
  /** `https://acme.atlassian.net`, without a slash at its end. */
  site: string;
  email?: string | undefined;
  /** Keys; empty: all that are no personal ones. */
  spaces: string[];
  exclude: string[];
  comments: boolean;
  attachments: boolean;
  archived: boolean;
  sweepMinutes: number;
  requestsPerMinute: number;
  timeoutMs: number;
  maxFileBytes: number;
  apiUrl: string;
  authUrl: string;
}

const keys = z
  .union([z.array(z.string()), z.string().transform((text) => text.split(","))])
  .transform((list) => list.map((key) => key.trim()).filter((key) => key !== ""));

const onOff = z
  .union([z.boolean(), z.enum(["on", "off", "true", "false"])])
  .transform((value) => value === true || value === "on" || value === "true");

const address = z
  .url({ protocol: /^https?$/, error: "must start with http:// or https://" })
  .transform((url) => url.replace(/\/+$/, ""));

export const confluenceSettings: z.ZodType<ConfluenceSettings> = z.strictObject({
  site: z
    .url({
      protocol: /^https?$/,
      error: "must be the site's address, such as https://acme.atlassian.net",
    })
    // Of https://acme.atlassian.net@other.example it is the second that is asked.
    .refine((url) => !/^\w+:\/\/[^/?#]*@/.test(url), {
      error: "must not have a name before the host: give the site's address alone",
    })
    // People copy it with what follows, such as /wiki/spaces/HR.
    .transform((url) => new URL(url).origin)
    .describe("The site's address, such as https://acme.atlassian.net."),
  email: z
    .email({ error: "must be the e-mail address of the account that the API token belongs to" })
    .optional()
    .describe("E-mail address of the account that the API token belongs to; not used with OAuth."),
  spaces: keys
    .default([])
    .describe(
      "Keys of the spaces to read, separated by commas; without it all but personal spaces.",
    ),
  exclude: keys.default([]).describe("Keys of spaces to leave out, separated by commas."),
  comments: onOff.default(true).describe("Whether comments are read along with their pages."),
  attachments: onOff
    .default(true)
    .describe("Whether attached files are read, each as a document of its own."),
  archived: onOff.default(false).describe("Whether archived pages and spaces are read too."),
  sweepMinutes: z.coerce
    .number()
    .int()
    .min(0)
    .max(10_080)
    .default(60)
    .describe(
      "How often a sync lists everything, to find moved, restricted and vanished pages; 0 means each time.",
    ),
  requestsPerMinute: z.coerce
    .number()
    .int()
    .min(10)
    .max(1_000_000)
    .default(300)
    .describe("Requests to Confluence in a minute at most."),
  timeoutMs: z.coerce
    .number()
    .int()
    .min(100)
    .max(600_000)
    .default(60_000)
    .describe("How long one request may take, in milliseconds."),
  maxFileBytes: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000_000)
    .default(50_000_000)
    .describe("Larger attached files are not read."),
  apiUrl: address
    .default("https://api.atlassian.com")
    .describe("Where Atlassian's API gateway is; another address is for trying things out."),
  authUrl: address
    .default("https://auth.atlassian.com")
    .describe("Where Atlassian grants access; another address is for trying things out."),
});
