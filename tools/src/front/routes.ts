/** The first part of a path says which app answers. */
const ROUTES: readonly (readonly [string, string])[] = [
  ['/api', 'back-office'],
  ['/sandbox', 'sandbox'],
];

export function appOf(path: string): string | undefined {
  return ROUTES.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`))?.[1];
}
