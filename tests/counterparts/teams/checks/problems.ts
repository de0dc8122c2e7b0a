export interface Problems {
  /** Teams answers 400. */
  refused: string[];
  /** Teams takes it, and people see something broken, or nothing. */
  ugly: string[];
}
