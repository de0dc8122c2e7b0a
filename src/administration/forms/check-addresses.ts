import { isPublicAddress } from "../../../connectors/definition.ts";
import type { SourcesDeps } from "../../sources/sources-deps.ts";

/**
 * What is wrong with the addresses that a form names, by setting. Whoever administers a chat does not
 * thereby own the network: names are looked at again when they are connected to.
 */
export function checkAddresses(
  kind: string,
  settings: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>>,
  { findConnector }: Pick<SourcesDeps, "findConnector">,
): Record<string, string> {
  const named = Object.entries(findConnector(kind)?.settingRoles ?? {}).filter(([key, role]) => {
    const address = settings[key];
    const isNew = address !== undefined && address !== before[key];
    return role === "address" && isNew && !isPublicAddress(address);
  });
  return Object.fromEntries(
    named.map(([key]) => [
      key,
      "Give an address of the internet that begins with https://: whoever runs Footnote allows others in FOOTNOTE_INTERNAL_HOSTS, or adds the source on the command line.",
    ]),
  );
}
