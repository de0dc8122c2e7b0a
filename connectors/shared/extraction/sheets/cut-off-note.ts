/** A table that ends early must not pass for a whole one. */
export function cutOffNote(maxCells: number): string {
  return `(This sheet goes on: of a workbook, at most ${maxCells} cells are read.)`;
}
