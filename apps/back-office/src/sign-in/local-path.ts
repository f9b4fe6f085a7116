/** The console sends who is signed in on from there. */
const SIGNED_IN = '/sign-in';
const NOWHERE = 'http://nowhere.invalid';

/** Where somebody wanted to go before they were asked who they are: a path of ours, or where each role's own page is found when it leads anywhere else. */
export function localPath(wanted: string | undefined): string {
  // A browser reads a backslash as a slash, and leaves out tabs and line breaks: "/\t/example.com" is another site.
  if (!wanted?.startsWith('/') || /[\\\p{Cc}]/u.test(wanted) || !URL.canParse(wanted, NOWHERE)) return SIGNED_IN;
  const { origin, pathname, search, hash } = new URL(wanted, NOWHERE);
  return origin === NOWHERE && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : SIGNED_IN;
}
