import { BlockList, isIP } from "node:net";
import {
  contains,
  isInternal,
  isLocalName,
  listOf,
  withoutBrackets,
} from "./internal-addresses.ts";

let names: ReadonlySet<string> = new Set();
let networks = new BlockList();

/** Names, addresses and networks of one's own from which sources may be read after all; in place of those before. */
export function allowInternalHosts(hosts: readonly string[]): void {
  const isNetwork = (host: string) => isIP(host.split("/")[0] ?? "") !== 0;
  names = new Set(hosts.filter((host) => !isNetwork(host)).map((host) => host.toLowerCase()));
  networks = listOf(hosts.filter(isNetwork));
}

/** Whether a request to this name may be made to this address. */
export function mayConnect(name: string, address: string): boolean {
  return !isInternal(address) || isNamed(name) || contains(networks, address);
}

/**
 * Whether somebody who does not own the machine may have a source read there, as far as it can be told
 * before the name is looked up: encrypted, and no name or address of this machine or its network.
 */
export function isPublicAddress(address: string): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  const host = withoutBrackets(url.hostname);
  if (isNamed(host) || contains(networks, host)) return true;
  if (url.protocol !== "https:" || isLocalName(host)) return false;
  return isIP(host) === 0 || !isInternal(host);
}

function isNamed(name: string): boolean {
  return names.has(name.toLowerCase().replace(/\.$/, ""));
}
