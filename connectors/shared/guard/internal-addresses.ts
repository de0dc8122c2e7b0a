import { BlockList, isIP } from "node:net";
import { networkInterfaces } from "node:os";

/** One's own machine, one's own network, and what is reserved: nothing that the whole world can reach. */
const INTERNAL: readonly string[] = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"],
  ...["172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"],
  ...["198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"],
  // Of the internet by its number, of the machine's own network at Azure.
  "168.63.129.16",
  // Within what the internet has of IPv6: protocols' own (tunnels to IPv4 too), examples, 6to4.
  ...["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"],
];
/** All that the internet has of IPv6; outside are local, translated and unknown addresses. */
const INTERNET = ["2000::/3"];
const AS_IPV6 = ["::ffff:0:0/96"];

const internal = listOf(INTERNAL);
const internet = listOf(INTERNET);
const asIpv6 = listOf(AS_IPV6);
const loopback = listOf(["127.0.0.0/8", "::1/128"]);

/** Whether an address is none of the internet's, or of this machine's; what is no address counts as one. */
export function isInternal(address: string): boolean {
  const family = isIP(address);
  if (family === 0 || contains(internal, address)) return true;
  if (family === 6 && !contains(internet, address) && !contains(asIpv6, address)) return true;
  return contains(ownNetworks(), address);
}

/** Those that this machine stands in, whatever their numbers: what is there may trust it. */
function ownNetworks(): BlockList {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return listOf(all.flatMap(({ cidr }) => cidr ?? []));
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
