import { BlockList, isIP } from "node:net";

/** One's own machine, one's own network, and what is reserved: nothing that the whole world can reach. */
const INTERNAL: readonly string[] = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"],
  ...["172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"],
  ...["198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"],
  // What leads to an IPv4 address by another way: of old, translated, tunnelled.
  ...["::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"],
  ...["100::/64", "2001:db8::/32", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"],
];

const internal = listOf(INTERNAL);
const loopback = listOf(["127.0.0.0/8", "::1/128"]);

/** Whether an address is none of the internet's; what is no address counts as one. */
export function isInternal(address: string): boolean {
  return isIP(address) === 0 || contains(internal, address);
}

/** This machine, by its name or its address, as it stands in a web address. */
export function isLocalName(hostname: string): boolean {
  const host = withoutBrackets(hostname);
  return host === "localhost" || contains(loopback, host);
}

/** IPv4 within IPv6 counts as IPv4, whatever its spelling; no address is in no list. */
export function contains(list: BlockList, address: string): boolean {
  // The zone says by which way, not where to.
  const [plain = ""] = address.split("%");
  const family = isIP(plain);
  return family !== 0 && list.check(plain, family === 4 ? "ipv4" : "ipv6");
}

/** Of addresses, and of networks with the length of their prefix. */
export function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", prefix] = network.split("/");
    const family = isIP(address) === 4 ? "ipv4" : "ipv6";
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** IPv6 stands in brackets in web addresses. */
export function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}
