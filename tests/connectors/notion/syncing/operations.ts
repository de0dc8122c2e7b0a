import fc from "fast-check";

/** How often people do what: with less of it made than taken away, there would soon be nothing left. */
const LOUD = {
  create: 8,
  "create-nested": 2,
  "create-database": 2,
  edit: 4,
  "edit-row": 3,
  rename: 3,
  move: 5,
  trash: 2,
  restore: 3,
  attach: 5,
  "attach-to-row": 3,
  detach: 2,
  "show-block": 3,
  "edit-block": 2,
  mention: 3,
  "name-after": 3,
  map: 2,
} as const;
/** What a webhook tells of, and no edit. */
const QUIET = { delete: 2, "trash-database": 1 } as const;
/** What only listing everything finds out. */
const UNTOLD = { restrict: 2, share: 1, inherit: 3 } as const;

export interface Operation {
  do: keyof typeof LOUD | keyof typeof QUIET | keyof typeof UNTOLD;
  /** Numbers that stand for whom and where to, modulo what there is then. */
  target: number;
  other: number;
}

/** What people do: what an edit gives away, and more where that is asked for. */
export function anyOperation(more: readonly ("quiet" | "untold")[]): fc.Arbitrary<Operation> {
  const weights = {
    ...LOUD,
    ...(more.includes("quiet") ? QUIET : {}),
    ...(more.includes("untold") ? UNTOLD : {}),
  };
  const kinds = Object.entries(weights).map(([kind, weight]) => ({
    weight,
    arbitrary: fc.constant(kind as Operation["do"]),
  }));
  const fields = { do: fc.oneof(...kinds), target: fc.nat(9_999), other: fc.nat(9_999) };
  return fc.record(fields, { noNullPrototype: true });
}
