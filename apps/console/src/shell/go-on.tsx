import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { usePerson } from '../api/session';
import { homeOf } from './homes';

/** Who has just signed in goes on to the page they wanted, or to the one that their role opens on. */
export function GoOn() {
  const person = usePerson();
  const navigate = useNavigate();
  const { history } = useRouter();
  useEffect(() => {
    const wanted = ownPath(new URLSearchParams(location.search).get('to'));
    if (wanted) history.replace(wanted);
    else void navigate({ ...homeOf(person), replace: true });
  }, [person, navigate, history]);
  return null;
}

/** A path of ours; what leads to another site, or back to here, counts as not said. */
export function ownPath(wanted: string | null): string | undefined {
  if (!wanted || !URL.canParse(wanted, location.origin)) return undefined;
  const { origin, pathname, search, hash } = new URL(wanted, location.origin);
  const isOurs = origin === location.origin && !pathname.startsWith('//') && pathname !== '/sign-in' && pathname !== '/';
  return isOurs ? `${pathname}${search}${hash}` : undefined;
}
