import { z } from "zod";
import type { World } from "../world.ts";

const email = z.email();
const scopes = z.array(z.string());

/** What admins and Google do with keys, delegations, grants and tokens. */
export const accountTask = z.discriminatedUnion("do", [
  z.strictObject({ do: z.enum(["new-key", "delete-keys"]), email }),
  z.strictObject({ do: z.literal("delegate"), email, scopes }),
  z.strictObject({ do: z.literal("revoke"), email }),
  z.strictObject({ do: z.literal("expire-tokens") }),
]);

/** Does it; returns a new key where one was asked for. */
export function controlAccounts({ accounts }: World, asked: z.infer<typeof accountTask>): unknown {
  switch (asked.do) {
    case "new-key":
      return accounts.createKey(asked.email);
    case "delete-keys":
      return accounts.deleteKeys(asked.email);
    case "delegate":
      return accounts.setDelegatedScopes(asked.email, asked.scopes);
    case "revoke":
      return accounts.revoke(asked.email);
    case "expire-tokens":
      return accounts.expireTokens();
  }
}
