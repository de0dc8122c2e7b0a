/** What a model is for; its name is nobody's business who only asks whether it is there. */
export type ModelRole = "model" | "check-model" | "embedder";

/** Whether the models that are reached over the network are there. */
export interface ModelStates {
  /** The last one watched in a role stands for it. */
  watch(role: ModelRole, isLeftAlone: () => boolean): void;
  list(): { role: ModelRole; isLeftAlone: boolean }[];
}

export function createModelStates(): ModelStates {
  const watched = new Map<ModelRole, () => boolean>();
  return {
    watch: (role, isLeftAlone) => void watched.set(role, isLeftAlone),
    list: () => [...watched].map(([role, isLeftAlone]) => ({ role, isLeftAlone: isLeftAlone() })),
  };
}
