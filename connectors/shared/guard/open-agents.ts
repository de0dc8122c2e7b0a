import { type LookupAddress, lookup as lookUp } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { mayConnect } from "./allowed-hosts.ts";
import { isLocalName, withoutBrackets } from "./internal-addresses.ts";

/** A name or an address that no request of a source may go to. */
export class InternalHostError extends Error {
  override readonly name = "InternalHostError";
  readonly host: string;

  constructor(host: string) {
    super(`${host} is an address of the internal network`);
    this.host = host;
  }
}

/** `dns.lookup`, as far as it is used here. */
export type Resolve = (
  name: string,
  options: { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** What `fetch` makes connections with. */
export interface Agents {
  /** Refuses all that is internal and not allowed. */
  outside: object;
  /** The same, but for this machine under its own name. */
  here: object;
}

/** Where Node's own `fetch` keeps what it connects with. */
const OF_NODE = Symbol.for("undici.globalDispatcher.1");

/**
 * Agents that look at the address a connection is made to, at the moment it is made: a name may lead
 * elsewhere from one moment to the next.
 */
export async function openAgents(resolve: Resolve = lookUp): Promise<Agents> {
  const global = globalThis as { [OF_NODE]?: unknown };
  // The package would take the place of Node's own for all other requests; naming a class loads that.
  void globalThis.Response;
  const ofNode = global[OF_NODE];
  const { Agent, buildConnector, Dispatcher1Wrapper } = await import("undici");
  if (ofNode !== undefined) global[OF_NODE] = ofNode;

  function createAgent(isHere: boolean): object {
    const mayReach = (name: string, address: string) =>
      mayConnect(name, address) || (isHere && isLocalName(name) && isLocalName(address));
    const lookup = createLookup(resolve, mayReach);
    const connector = buildConnector({ lookup, allowH2: false });
    const agent = new Agent({
      // Addresses are connected to without being looked up.
      connect(options, done) {
        const host = withoutBrackets(options.hostname);
        if (isIP(host) === 0 || mayReach(host, host)) connector(options, done);
        else done(new InternalHostError(host), null);
      },
    });
    // Node's `fetch` speaks the protocol of the versions before.
    return new Dispatcher1Wrapper(agent);
  }

  return { outside: createAgent(false), here: createAgent(true) };
}

function createLookup(
  resolve: Resolve,
  mayReach: (name: string, address: string) => boolean,
): LookupFunction {
  return (name, { all }, done) => {
    resolve(name, { all: true }, (error, addresses) => {
      if (error !== null) return done(error, []);
      const [first] = addresses;
      // One that is not allowed is enough: the next connection may be made to it.
      const isRefused = addresses.some(({ address }) => !mayReach(name, address));
      if (isRefused || first === undefined) return done(new InternalHostError(name), []);
      if (all === true) return done(null, addresses);
      return done(null, first.address, first.family);
    });
  };
}
