import { Injectable } from '@nestjs/common';
import { NotFound } from '@takings/runtime';
import { DataSource } from 'typeorm';
import { BYTE_ORDER_MARK, csvLine } from '../csv/csv-lines';

const READ_TOGETHER = 1000;

/** The rows of a file that do not come in, as they stood in it, each with its line, the column at fault and why: to be mended and sent again. */
@Injectable()
export class RejectedFile {
  constructor(private readonly db: DataSource) {}

  /** In portions, so that memory stays flat. Throws `NotFound` before the first. */
  async of(importId: string): Promise<AsyncIterable<string>> {
    const [row] = await this.db.query('select columns from charge_import where import_id = $1', [importId]);
    if (!row) throw new NotFound(`There is no import ${importId}`);
    return this.lines(importId, row.columns);
  }

  private async *lines(importId: string, columns: readonly string[]): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + csvLine([...columns, 'line in the file', 'column at fault', 'why it does not come in']);
    let after = -1;
    for (;;) {
      const rows: { line: string; column_name: string; reason: string; fields: string[] }[] = await this.db.query(
        'select line, column_name, reason, fields from import_fault where import_id = $1 and line > $2 order by line limit $3',
        [importId, after, READ_TOGETHER],
      );
      if (rows.length === 0) return;
      after = Number(rows.at(-1)!.line);
      const cells = (fields: readonly string[]) => columns.map((_, at) => fields[at] ?? '');
      yield rows.map(({ line, column_name, reason, fields }) => csvLine([...cells(fields), line, column_name, reason])).join('');
    }
  }
}
