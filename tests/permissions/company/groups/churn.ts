import { pick, pickSome } from "../invent.ts";
import type { OpenCompany } from "../open-company.ts";

const CHANGED = 4;

/** People come to groups and leave them, a group is made and another goes; then Footnote is told. */
export async function churn(world: OpenCompany, random: () => number): Promise<void> {
  const all = [...world.directory.groups.values()];
  const groups = all.filter(({ principal }) => !principal.includes("word-of-mouth"));
  const changed: string[] = [];
  for (const group of pickSome(groups, CHANGED, random)) {
    const { id } = pick(world.company.users, random);
    const others = group.people.filter((one) => one !== id);
    if (others.length === group.people.length) group.people.push(id);
    else if (others.length > 0) group.people = others;
    changed.push(id);
  }
  const told = groups.filter(({ kind }) => kind === "google" || kind === "confluence");
  const one = pick(told, random);
  one.state = one.state === "told" && random() < 0.3 ? "gone" : "told";
  world.changed(...changed);
  for (const group of groups) if (group.kind === "own") await world.kept.setOwn(group);
  await world.kept.syncGroups();
}
