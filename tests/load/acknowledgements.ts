interface Delivery {
  what: string;
  attempts: readonly { tookMs: number; outcome: string }[];
}

/** How long the first try of each delivery took; one that was not taken counts as endless. */
export function acknowledgements(deliveries: readonly Delivery[], of: string): number[] {
  return deliveries
    .filter(({ what }) => what === of)
    .flatMap(({ attempts: [first] }) =>
      first === undefined
        ? []
        : [first.outcome === "acknowledged" ? first.tookMs : Number.POSITIVE_INFINITY],
    );
}
