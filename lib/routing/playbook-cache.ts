import type { Playbook } from "./decide";

/** Bounds of what one process holds: projects, and routes and rules over all of them. */
const limits = { playbooks: 500, routes: 30_000 } as const;

export type PlaybookCache = {
  /**
   * The playbook of a project if one of this version or a newer one is held, else what `load` gives. Callers who miss at
   * the same time share one load; a load that fails is not remembered.
   */
  get: (projectId: string, version: number, load: () => Promise<Playbook>) => Promise<Playbook>;
};

type Bounds = { playbooks: number; routes: number };

/** A rule weighs about what a route does, and so does each destination that it tells. */
const sizeOf = ({ routes, rulebook }: Playbook) => routes.length + rulebook.rules.size;

/** Holds the playbooks used last, of each project the newest. */
export function createPlaybookCache(bounds: Bounds = limits): PlaybookCache {
  const held = new Map<string, Playbook>();
  const loading = new Map<string, Promise<Playbook>>();
  let routes = 0;

  const drop = (projectId: string) => {
    const known = held.get(projectId);
    if (known) routes -= sizeOf(known);
    held.delete(projectId);
  };

  const keep = (projectId: string, playbook: Playbook) => {
    const known = held.get(projectId);
    if (known && known.version > playbook.version) return;
    drop(projectId);
    held.set(projectId, playbook);
    routes += sizeOf(playbook);
    for (const oldest of held.keys()) {
      if (oldest === projectId || (held.size <= bounds.playbooks && routes <= bounds.routes)) break;
      drop(oldest);
    }
  };

  return {
    async get(projectId, version, load) {
      const known = held.get(projectId);
      if (known && known.version >= version) {
        held.delete(projectId);
        held.set(projectId, known);
        return known;
      }
      const key = `${projectId} ${version}`;
      const shared = loading.get(key);
      if (shared) return shared;
      const promise = load().finally(() => loading.delete(key));
      loading.set(key, promise);
      const playbook = await promise;
      keep(projectId, playbook);
      return playbook;
    },
  };
}
