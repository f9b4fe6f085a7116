import { IconBellRinging, IconCircleCheck, IconClock, IconTrophy, IconUsers } from '@tabler/icons-react';
import { time } from '../formats/times';
import type { Board } from './board';
import type { Celebration, Flash } from './board-state';
import { clock } from './clock';
import { Figure, moneyText } from './figures';
import type { TeamStanding } from './protocol';
import { placeAfterSale } from './words';

/** A sale that is news; of another team when that is not on this board. */
export function JustSold({ flash, from }: { readonly flash: Flash; readonly from?: string }) {
  return (
    <section className="card just" aria-label="Just sold">
      <p className="kind">
        <IconBellRinging aria-hidden />
        {from ? `Just sold in ${from}` : 'Just sold'}
      </p>
      <p className="seller">{flash.consultant}</p>
      {flash.amount && (
        <p className="sold">
          <Figure amount={flash.amount} />
        </p>
      )}
      <p className="after">{placeAfterSale(flash)}</p>
    </section>
  );
}

export function LastSale({ sale, timeZone }: { readonly sale: Flash; readonly timeZone: string }) {
  return (
    <section className="card last" aria-label="Last sale">
      <p className="kind">
        <IconClock aria-hidden />
        Last sale, {time(clock.wallMs(sale.atMs), timeZone)}
      </p>
      <p className="seller">{sale.consultant}</p>
      {sale.amount && (
        <p className="sold">
          <Figure amount={sale.amount} />
        </p>
      )}
    </section>
  );
}

/** Calm: it comes in once, and a light goes over it once. */
export function GoalReached({ celebration: { name, of, by } }: { readonly celebration: Celebration }) {
  return (
    <section className="card reached" aria-label="Goal reached">
      <p className="kind">
        <IconTrophy aria-hidden />
        Goal reached
      </p>
      <p className="seller">{name}</p>
      {of !== 'consultant' && <p className="after">with the sale of {by}</p>}
    </section>
  );
}

/** More would be too small to read from afar. */
const TEAMS_AT_MOST = 6;

export function Teams({ board }: { readonly board: Board }) {
  const teams = [...board.teams].sort(
    (a, b) => (b.salesRevenue?.minor ?? 0) - (a.salesRevenue?.minor ?? 0) || a.title.localeCompare(b.title),
  );
  const shown = teams.slice(0, teams.length > TEAMS_AT_MOST ? TEAMS_AT_MOST - 1 : TEAMS_AT_MOST);
  const rest = teams.slice(shown.length);
  const goals = teams.some(({ target }) => target);
  if (teams.length === 0 || teams.every(({ salesRevenue }) => !salesRevenue)) return null;
  return (
    <section className="card teams" aria-label="Teams">
      <p className="kind">
        <IconUsers aria-hidden />
        {`${teams.length === 1 ? 'Team' : 'Teams'}${goals ? ', against goal' : ''}`}
      </p>
      <ul>
        {shown.map((team) => (
          <Team key={team.teamId} team={team} alone={teams.length === 1} />
        ))}
        {rest.length > 0 && (
          <li>
            <b className="more">{rest.length} more teams</b>
            <em>
              <Figure
                amount={{ ...rest[0]!.salesRevenue!, minor: rest.reduce((all, { salesRevenue }) => all + (salesRevenue?.minor ?? 0), 0) }}
                wholeOnly
              />
            </em>
          </li>
        )}
      </ul>
    </section>
  );
}

function Team({ team: { title, salesRevenue, target }, alone }: { readonly team: TeamStanding; readonly alone: boolean }) {
  const part = target && salesRevenue && target.minor > 0 ? salesRevenue.minor / target.minor : null;
  return (
    <li>
      <b>
        <span>{title}</span>
        {part !== null && part >= 1 && <IconCircleCheck className="done" role="img" aria-label="Goal reached" />}
      </b>
      {salesRevenue && (
        <em>
          <Figure amount={salesRevenue} wholeOnly />
        </em>
      )}
      {part !== null && (
        <span className="track">
          <span style={{ transform: `scaleX(${Math.min(1, Math.max(0, part))})` }} />
        </span>
      )}
      {alone && part !== null && part < 1 && (
        <span className="to-go">{moneyText(wholeAbove(target!.minor - salesRevenue!.minor, target!.currency), true)} to go</span>
      )}
    </li>
  );
}

/** Rounded up: with a penny missing the goal is not reached. */
const wholeAbove = (minor: number, currency: string) => ({ minor: Math.ceil(minor / 100) * 100, currency });
