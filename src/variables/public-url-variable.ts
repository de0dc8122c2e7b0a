import { z } from "zod";
import { isLoopback } from "../text/is-loopback.ts";

const ERROR =
  "give the address alone, such as https://footnote.example.com, and http:// only for this machine";

/** The address at which browsers reach Footnote from elsewhere; without a slash at its end. */
export const publicUrlVariable = z
  .url({ protocol: /^https?$/, error: ERROR })
  .transform((text) => new URL(text))
  .refine((url) => url.pathname === "/" && url.search === "" && url.hash === "", { error: ERROR })
  .refine((url) => url.username === "" && url.password === "", { error: ERROR })
  .refine((url) => url.protocol === "https:" || isLoopback(url.hostname), { error: ERROR })
  .transform((url) => url.origin)
  .optional()
  .describe(
    "Where browsers reach Footnote from elsewhere, such as https://footnote.example.com, for links by which admins give secrets: let your proxy pass on /setup/ to it (and /slack/, where Slack sends events over HTTP or is installed by OAuth; with FOOTNOTE_SIGN_IN, everything). Without it, such links work only on this machine.",
  );
