import { z } from "zod";

const key = z
  .string()
  .regex(/^(?:[0-9a-fA-F]{64}|[\w+/-]{43}=?)$/, {
    error: "give 32 bytes in base64, as `openssl rand -base64 32` makes them",
  })
  .optional();

/** What secrets are encrypted with. */
export const secretKeyVariables = {
  FOOTNOTE_SECRET_KEY: key.describe(
    "Key that sources' tokens are encrypted with, 32 bytes in base64; without it, one is made in the data folder's `secret.key`. Keep it: backups do not hold it.",
  ),
  FOOTNOTE_SECRET_KEY_OLD: key.describe(
    "The key before `FOOTNOTE_SECRET_KEY`, until `secrets rotate` has encrypted everything with the new one.",
  ),
};
