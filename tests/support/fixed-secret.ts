import type { ConnectorSecret } from "../../connectors/definition.ts";

/** A secret that lives as long as a test; `read` gives what it was replaced by. */
export function fixedSecret(text: string): ConnectorSecret {
  let current = text;
  return {
    read: async () => current,
    async replace(secret) {
      current = secret;
    },
  };
}
