import { type Audience, EVERYONE } from "../../access/audience.ts";
import { describeNoPrincipal } from "../../access/describe-no-principal.ts";
import { parsePrincipal } from "../../access/principals.ts";
import { UsageError } from "./command-context.ts";

/** The repeated `--as` options are the principals of one person; none means a full member. */
export function parseAudience(as: readonly string[] | undefined): Audience {
  if (as === undefined || as.length === 0) return EVERYONE;
  return [parsePrincipals(as)];
}

/** @throws UsageError naming the first that is no principal */
export function parsePrincipals(texts: readonly string[]): string[] {
  return texts.map((text) => {
    const principal = parsePrincipal(text);
    if (principal !== undefined) return principal;
    throw new UsageError(describeNoPrincipal(text));
  });
}
