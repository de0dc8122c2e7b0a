/** What a service is for; its name is nobody's business who only asks whether it is there. */
export type ServiceRole = "model" | "check-model" | "embedder" | "pinecone";

/** Whether what is reached over the network is there: models, and an index that is elsewhere. */
export interface ServiceStates {
  /** To be told when a service is left alone, and when it is back; the last one watched in a role stands for it. */
  watch(role: ServiceRole): (isLeftAlone: boolean) => void;
  list(): { role: ServiceRole; isLeftAlone: boolean }[];
}

export function createServiceStates(): ServiceStates {
  const watched = new Map<ServiceRole, { isLeftAlone: boolean }>();
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
