/** Whether two JSON values say the same. The order of an object's keys says nothing: a database may keep them in another. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [left, right] = [definedEntries(one), other as Record<string, unknown>];
  return (
    left.length === definedEntries(other).length && left.every(([key, value]) => Object.hasOwn(right, key) && sameValue(value, right[key]))
  );
}

/** JSON keeps no undefined. */
const definedEntries = (value: object) => Object.entries(value).filter(([, one]) => one !== undefined);
