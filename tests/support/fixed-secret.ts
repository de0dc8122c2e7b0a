import type { ConnectorSecret } from "../../connectors/definition.ts";

/** A secret that lives as long as a test; `read` gives what it was renewed to. */
export function fixedSecret(text: string): ConnectorSecret {
  let current = text;
  return {
    read: async () => current,
    async renew(change) {
      current = await change(current);
      return current;
    },
  };
}
