/** One audience check taken away, in one place. */
export interface Mutation {
  name: string;
  file: string;
  /** Stands there once. */
  find: string;
  replace: string;
  /** The test file that finds it; without one, the sample of the generated company. */
  foundBy?: string;
}
