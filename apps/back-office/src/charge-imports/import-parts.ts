import { AddCardDetails1763700000102 } from './add-card-details.migration';
import { CreateImports1763700000101 } from './create-imports.migration';
import { EnteringPreviews } from './entering-previews';
import { ImportViews } from './import-views';
import { ImportsController } from './imports.controller';
import { ImportKinds } from './kinds';
import { Previewing } from './previewing';
import { RejectedFile } from './rejected-file';

/** Files with a preview, before anything of them is entered. */
export const importParts = {
  migrations: [CreateImports1763700000101, AddCardDetails1763700000102],
  controllers: [ImportsController],
  providers: [ImportKinds, Previewing, EnteringPreviews, ImportViews, RejectedFile],
};
