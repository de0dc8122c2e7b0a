/** What a model is for; its name is nobody's business who only asks whether it is there. */
export type ModelRole = "model" | "check-model" | "embedder";

/** Whether the models that are reached over the network are there. */
export interface ModelStates {
  /** To be told when the model is left alone, and when it is back; the last one watched in a role stands for it. */
  watch(role: ModelRole): (isLeftAlone: boolean) => void;
  list(): { role: ModelRole; isLeftAlone: boolean }[];
}

export function createModelStates(): ModelStates {
  const watched = new Map<ModelRole, { isLeftAlone: boolean }>();
  return {
    watch(role) {
      const state = { isLeftAlone: false };
      watched.set(role, state);
      return (isLeftAlone) => {
        state.isLeftAlone = isLeftAlone;
      };
    },
    list: () => [...watched].map(([role, { isLeftAlone }]) => ({ role, isLeftAlone })),
  };
}
