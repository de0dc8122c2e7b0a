import { z } from "zod";

/** The company's domains, without which only those of its documents are known. */
export const ownDomainsVariable = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((one) => one.trim().toLowerCase())
      .filter((one) => one !== ""),
  )
  .refine(
    (domains) => domains.every((one) => /^(?:[\p{L}\p{N}-]+\.)+[\p{L}\p{N}-]{2,}$/u.test(one)),
    {
      error: "give domains alone, with commas between them, such as acme.com,acme.io",
    },
  )
  .describe(
    "Your company's domains, with commas between them, such as acme.com,acme.io. Answers show web and e-mail addresses of these and of the sites that documents come from; others are left to be read in the source.",
  );
