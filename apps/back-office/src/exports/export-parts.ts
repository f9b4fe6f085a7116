import type { Provider } from '@nestjs/common';
import { CreateExports1763700000080 } from './create-exports.migration';
import { ExportLists } from './export-lists';
import { ExportWorker } from './export-worker';
import { Exports, KeptHours } from './exports';
import { ExportsController } from './exports.controller';

/** Lists that people take away. */
export const exportParts = {
  migrations: [CreateExports1763700000080],
  controllers: [ExportsController],
  providers: [ExportLists, Exports, ExportWorker] satisfies Provider[],
  configured: ({ EXPORTS_KEPT_HOURS }: { readonly EXPORTS_KEPT_HOURS: number }): Provider[] => [
    { provide: KeptHours, useValue: new KeptHours(EXPORTS_KEPT_HOURS) },
  ],
};
