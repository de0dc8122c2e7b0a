import { z } from "zod";

export interface DriveSettings {
  /** Ids of shared drives, or all that the account is a member of. */
  drives: string[] | "all";
  /** Ids of folders. */
  folders: string[];
  myDrive: boolean;
  /** The person a service account acts for. */
  subject?: string | undefined;
  /** In whose name members of groups are asked for; undefined: the subject's, or the account's own. */
  groupsAdmin?: string | undefined;
  exclude: string[];
  /** In lower case. */
  domains: string[];
  linkSharing: "nobody" | "domain" | "public";
  unknownReaders: "fail" | "audience";
  sweepHours: number;
  maxFileBytes: number;
  requestsPerMinute: number;
  timeoutMs: number;
  apiUrl: string;
  tokenUrl: string;
  authorizeUrl: string;
}

const ID = /^[\w-]{10,}$/;
const IN_LINK = /\/(?:folders|d)\/([\w-]{10,})|[?&]id=([\w-]{10,})/;

/** Ids from ids and links, separated by commas or spaces. */
const readIds = (text: string, what: string, context: z.RefinementCtx): string[] => {
  const found = new Set<string>();
  for (const part of text.split(/[\s,]+/).filter((one) => one !== "")) {
    const match = IN_LINK.exec(part);
    const id = match?.[1] ?? match?.[2] ?? part;
    if (ID.test(id)) found.add(id);
    else context.addIssue({ code: "custom", message: `"${part}" is no ${what} of Google Drive` });
  }
  return [...found];
};

const address = (url: string, what: string) =>
  z
    .url({ protocol: /^https?$/, error: "must start with http:// or https://" })
    .default(url)
    .transform((given) => given.replace(/\/+$/, ""))
    .describe(`${what}; another address is for trying things out.`);

const count = (range: { min: number; max: number; usual: number }) =>
  z.coerce.number().int().min(range.min).max(range.max).default(range.usual);

export const driveSettings: z.ZodType<DriveSettings> = z.strictObject({
  drives: z
    .string()
    .transform((text, context) =>
      text.trim() === "all" ? "all" : readIds(text, "shared drive", context),
    )
    .default([])
    .describe("Shared drives to read: their ids or links (a,b), or `all` that the account is in."),
  folders: z
    .string()
    .transform((text, context) => readIds(text, "folder", context))
    .default([])
    .describe("Folders to read with everything below: their ids or links (a,b)."),
  myDrive: z
    .union([z.boolean(), z.stringbool()])
    .default(false)
    .describe("Read the account's own My Drive: `true` or `false`."),
  subject: z
    .email("must be an e-mail address")
    .optional()
    .describe("Whom a service account with domain-wide delegation acts for."),
  groupsAdmin: z
    .email("must be an e-mail address")
    .optional()
    .describe(
      "An admin in whose name members of groups are asked for, where `subject` is none; with access granted in a browser, whoever grants it.",
    ),
  exclude: z
    .string()
    .transform(splitGlobs)
    .default([])
    .describe(
      "Leave out what fits one of these globs on the path, such as `Team/Archive/**` (a,b).",
    ),
  domains: z
    .string()
    .transform(readDomains)
    .default([])
    .describe(
      "Your company's domains (a,b) beside the account's own: who counts in shared drives that are for its people alone.",
    ),
  linkSharing: z
    .enum(["nobody", "domain", "public"])
    .default("nobody")
    .describe(
      "Whom sharing with holders of a link counts for: `nobody`, `domain` (links for a domain), `public` (also links for anyone).",
    ),
  unknownReaders: z
    .enum(["fail", "audience"])
    .default("fail")
    .describe(
      "Files whose sharing the account may not see: `fail` leaves them out, `audience` gives them to the source's audience.",
    ),
  sweepHours: count({ min: 0, max: 8_760, usual: 24 }).describe(
    "How often a sync lists everything, to be sure that no change was missed; 0 means each time.",
  ),
  maxFileBytes: count({ min: 1, max: 2_000_000_000, usual: 50_000_000 }).describe(
    "A larger file is reported instead of read.",
  ),
  requestsPerMinute: count({ min: 10, max: 1_000_000, usual: 1_000 }).describe(
    "Requests to Google Drive in a minute at most.",
  ),
  timeoutMs: count({ min: 100, max: 600_000, usual: 60_000 }).describe(
    "How long one request may take, in milliseconds.",
  ),
  apiUrl: address("https://www.googleapis.com", "Where Drive's API is"),
  tokenUrl: address("https://oauth2.googleapis.com/token", "Where Google gives out access tokens"),
  authorizeUrl: address(
    "https://accounts.google.com/o/oauth2/v2/auth",
    "Where an admin grants access in a browser",
  ),
});

/** Nothing was chosen: then all that the account sees is read. */
export function readsEverything({ drives, folders, myDrive }: DriveSettings): boolean {
  return drives.length === 0 && folders.length === 0 && !myDrive;
}

function readDomains(text: string, context: z.RefinementCtx): string[] {
  const domains = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((one) => one !== "");
  for (const one of domains) {
    if (/^[^@:]+\.[^@:]+$/.test(one)) continue;
    context.addIssue({ code: "custom", message: `"${one}" is no domain such as acme.com` });
  }
  return domains;
}

/** Commas separate globs, except within braces: `*.{md,html},notes/**`. */
function splitGlobs(text: string): string[] {
  return text
    .split(/,(?![^{]*\})/)
    .map((glob) => glob.trim())
    .filter((glob) => glob !== "");
}
