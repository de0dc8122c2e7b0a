import { ConnectorError } from "../../../connectors/connector.ts";
import type { ConnectorSecret } from "../../../connectors/definition.ts";
import { awaitLease, type LeaseDeps } from "../../sync/hold-lease.ts";
import type { SourcesDeps } from "../sources-deps.ts";

/** A renewal is one request, tried a few times. */
const WAIT_MS = 2 * 60_000;

export type SecretDeps = LeaseDeps & Pick<SourcesDeps, "secrets">;

/** A secret that is not kept yet; the source may replace it while it is tried. */
export interface OfferedSecret {
  text: string;
}

/** What a source is read with, as it is kept. */
export function storedSecret(source: string, deps: SecretDeps): ConnectorSecret {
  async function read(): Promise<string> {
    const found = await deps.secrets.read(source);
    if (found !== undefined) return found;
    throw new ConnectorError(
      "unauthorized",
      `${source} has no secret: give it with \`sources secret ${source} --secret-file <file>\`.`,
    );
  }
  return {
    read,
    renew: (change, signal) =>
      holdSecret(
        source,
        deps,
        async () => {
          const before = await read();
          const after = await change(before);
          if (after !== before) await deps.secrets.keep(source, after);
          return after;
        },
        signal,
      ),
  };
}

/** What a source is tried with before it is kept; nobody else has it. */
export function heldSecret(offered: OfferedSecret): ConnectorSecret {
  return {
    read: async () => offered.text,
    async renew(change) {
      offered.text = await change(offered.text);
      return offered.text;
    },
  };
}

/** Keeps another secret, which no renewal of the one before it then replaces. */
export async function replaceSecret(
  source: string,
  secret: string,
  deps: SecretDeps,
): Promise<void> {
  await holdSecret(source, deps, () => deps.secrets.keep(source, secret));
}

/** Does something while nobody else changes a source's secret. */
export async function holdSecret<T>(
  source: string,
  deps: SecretDeps,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const waiting = signal === undefined ? { waitMs: WAIT_MS } : { waitMs: WAIT_MS, signal };
  const lease = await awaitLease(`secret:${source}`, deps, waiting);
  if (lease === undefined) {
    throw new ConnectorError(
      "unavailable",
      `The access to ${source} has been renewed by another process for minutes: try again later.`,
    );
  }
  try {
    return await work();
  } finally {
    await lease.release();
  }
}
