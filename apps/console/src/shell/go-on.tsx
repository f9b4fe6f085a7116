import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { firstStepsQuery } from '../api/settings';
import { usePerson } from '../api/session';
import { homeOf } from './homes';

const FIRST_STEPS = { to: '/first-steps' } as const;

/** Who has just signed in goes on to the page they wanted, or to the one that their role opens on. */
export function GoOn() {
  const person = usePerson();
  const navigate = useNavigate();
  const { history } = useRouter();
  const queries = useQueryClient();
  useEffect(() => {
    const wanted = ownPath(new URLSearchParams(location.search).get('to'));
    if (wanted) history.replace(wanted);
    else void home().then((to) => navigate({ ...to, replace: true }));

    /** In an installation from which nothing has gone out, finance begins with what is still to be set. */
    async function home() {
      if (!person.roles.includes('finance-manager')) return homeOf(person);
      const steps = await queries.fetchQuery(firstStepsQuery).catch(() => undefined);
      return steps?.empty && steps.left > 0 ? FIRST_STEPS : homeOf(person);
    }
  }, [person, navigate, history, queries]);
  return null;
}

/** A path of ours; what leads to another site, or back to here, counts as not said. */
export function ownPath(wanted: string | null): string | undefined {
  if (!wanted || !URL.canParse(wanted, location.origin)) return undefined;
  const { origin, pathname, search, hash } = new URL(wanted, location.origin);
  const isOurs = origin === location.origin && !pathname.startsWith('//') && pathname !== '/sign-in' && pathname !== '/';
  return isOurs ? `${pathname}${search}${hash}` : undefined;
}
