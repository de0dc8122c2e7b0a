import type { Connector } from "../connector.ts";

type Loaded = Connector & Required<Pick<Connector, "outline" | "check">>;
type WithGroups = Loaded & Required<Pick<Connector, "groups">>;

/** A connector whose code is loaded when it is first asked for something. */
export function loadLater(listing: Connector["listing"], load: () => Promise<Loaded>): Loaded {
  const loaded = once(load);
  return {
    listing,
    async *changes(request) {
      yield* (await loaded()).changes(request);
    },
    async *listDocumentIds(signal, known) {
      yield* (await loaded()).listDocumentIds(signal, known);
    },
    async *outline(signal) {
      yield* (await loaded()).outline(signal);
    },
    check: async (signal) => (await loaded()).check(signal),
  };
}

/** The same for a kind that has groups. */
export function loadLaterWithGroups(
  listing: Connector["listing"],
  load: () => Promise<WithGroups>,
): WithGroups {
  const loaded = once(load);
  return {
    ...loadLater(listing, loaded),
    async *groups(wanted, signal) {
      yield* (await loaded()).groups(wanted, signal);
    },
  };
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load();
    return loading;
  };
}
