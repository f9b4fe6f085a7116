import type { z } from 'zod';
import { AuditController } from '../../audit/audit.controller';
import { type AuditLine, AuditQuery } from '../../audit/audit.view';
import type { AuditViews } from '../../audit/audit-views';
import { listOf } from '../export-list';

const filters = AuditQuery.schema.omit({ after: true, limit: true });
type Asked = z.output<typeof filters>;

export const audit = (views: AuditViews) =>
  listOf<Asked, AuditLine>({
    shownBy: AuditController,
    filters,
    page: async (asked, after, limit) => {
      const { lines, next } = await views.page({ ...asked, after: after === undefined ? undefined : Number(after), limit });
      return { rows: lines, next: next === null ? null : String(next) };
    },
    count: (asked) => views.count(asked),
    columns: {
      When: (line) => line.at,
      Who: (line) => line.by,
      'Did what': (line) => line.words,
      'On what': (line) => line.about.name,
      'Kind of thing': (line) => line.about.kind,
      'Customer reference': (line) => line.customer?.ref,
      Customer: (line) => line.customer?.name,
      'In detail': (line) => line.what,
      Before: (line) => line.changes.map(({ field, before }) => [field, before].filter(Boolean).join(': ')).join('\n'),
      After: (line) => line.changes.map(({ field, after }) => [field, after].filter(Boolean).join(': ')).join('\n'),
      Reason: (line) => line.because,
      'Id of what': (line) => line.about.id,
      Line: (line) => line.id,
    },
  });
