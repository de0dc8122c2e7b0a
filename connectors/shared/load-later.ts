import type { Connector } from "../connector.ts";

type Loaded = Connector & Required<Pick<Connector, "outline" | "check">>;

/** A connector whose code is loaded when it is first asked for something. */
export function loadLater(listing: Connector["listing"], load: () => Promise<Loaded>): Loaded {
  let loading: Promise<Loaded> | undefined;
  const loaded = () => {
    loading ??= load();
    return loading;
  };
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
