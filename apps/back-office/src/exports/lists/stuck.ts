import type { z } from 'zod';
import type { StuckView } from '../../stuck/stuck.view';
import type { StuckViews } from '../../stuck/stuck-views';
import { StuckController, StuckQuery } from '../../stuck/stuck.controller';
import { listOf } from '../export-list';
import { decimal } from './cells';

const filters = StuckQuery.schema.omit({ after: true, limit: true });
type Asked = z.output<typeof filters>;

export const stuck = (views: StuckViews) =>
  listOf<Asked, StuckView>({
    shownBy: StuckController,
    filters,
    page: async (asked, after, limit, person) => {
      const { items: rows, next } = await views.page({ ...asked, after, limit }, person);
      return { rows, next };
    },
    columns: {
      'What happened': (one) => one.title,
      'In detail': (one) => one.reason,
      Customer: (one) => one.customer,
      About: (one) => one.label,
      Currency: (one) => one.currency,
      'At risk': (one) => decimal(one.riskMinor),
      Since: (one) => one.raisedAt,
      'How often': (one) => one.round,
      'Waits for': (one) => (one.waits === 'person' ? one.for : 'nobody, it goes on by itself'),
      'Next try at': (one) => one.nextAt,
      'With whom': (one) => one.owner?.name,
      'Decided by': (one) => one.decision?.by,
      Reason: (one) => one.decision?.because,
      'Settled at': (one) => one.settled?.at,
      'Settled by': (one) => one.settled?.by,
      Id: (one) => one.stuckId,
    },
  });
