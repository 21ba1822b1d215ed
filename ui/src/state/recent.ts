const KEY = 'banxin.recent';
const KEPT = 6;

/** The folders opened lately, the latest first; kept on this machine only. */
export class Recent {
  list(): readonly string[] {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
      return Array.isArray(kept) ? kept.filter((path) => typeof path === 'string').slice(0, KEPT) : [];
    } catch {
      // What was kept is damaged: start anew.
      return [];
    }
  }

  add(path: string): readonly string[] {
    const list = [path, ...this.list().filter((other) => other !== path)].slice(0, KEPT);
    localStorage.setItem(KEY, JSON.stringify(list));
    return list;
  }
}
