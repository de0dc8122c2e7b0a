import type { KubernetesObject } from "./check-kubernetes.ts";

/** What keeps a node from being drained, or all replicas from outliving one. */
export function checkDrain(objects: KubernetesObject[]): string[] {
  const of = (wanted: string) => objects.find(({ kind }) => kind === wanted);
  const { replicas, template } = of("Deployment")?.spec ?? {};
  const isTogether =
    template.spec.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.some(
      ({ topologyKey }: { topologyKey: string }) => topologyKey === "kubernetes.io/hostname",
    ) === true;
  const sharesDisk = template.spec.volumes.some(
    ({ persistentVolumeClaim }: Record<string, unknown>) => persistentVolumeClaim !== undefined,
  );
  const isOfOneNode =
    of("PersistentVolumeClaim")?.spec.accessModes.includes("ReadWriteOnce") === true;
  // Those of one node start elsewhere when the last has gone; others one by one.
  const together = isTogether ? replicas : 1;
  const allowed = mayGo(of("PodDisruptionBudget")?.spec, replicas);
  return [
    ...(allowed < together
      ? [`${together} have to leave a node together, and the budget lets ${allowed} go`]
      : []),
    ...(replicas > 1 && sharesDisk && isOfOneNode && !isTogether
      ? ["the replicas share a disk of one node, and may be on several"]
      : []),
    ...(replicas > 1 && !isTogether && template.spec.topologySpreadConstraints === undefined
      ? ["all replicas may be on one node"]
      : []),
    ...(replicas > 1 && !isTogether && allowed >= replicas ? ["all may go at once"] : []),
  ];
}

/** Numbers, or percentages, which Kubernetes rounds up. */
function mayGo(
  budget: { maxUnavailable?: number | string; minAvailable?: number | string } | undefined,
  replicas: number,
): number {
  const count = (value: number | string) =>
    typeof value === "number" ? value : Math.ceil((Number.parseInt(value, 10) / 100) * replicas);
  if (budget?.maxUnavailable !== undefined) return count(budget.maxUnavailable);
  if (budget?.minAvailable !== undefined) return replicas - count(budget.minAvailable);
  return replicas;
}
