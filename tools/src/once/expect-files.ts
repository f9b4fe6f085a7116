import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { CannotStart } from '../cannot-start';

/** Looked at before anything is started, so that a wrong name is told at once. Throws `CannotStart`. */
export function expectReadable(file: string) {
  const stat = look(file);
  if (!stat) throw new CannotStart(`There is no file ${file}.`);
  if (stat.isDirectory()) throw new CannotStart(`${file} is a folder; expected a CSV file.`);
  expectAccess(file, constants.R_OK, `You may not read ${file}.`);
}

/** Throws `CannotStart` when the report could not be written in the end. */
export function expectWritable(file: string) {
  const stat = look(file);
  if (stat?.isDirectory()) throw new CannotStart(`${file} is a folder; expected a file for the report.`);
  if (!stat && !look(dirname(file))) throw new CannotStart(`There is no folder ${dirname(file)} for the report.`);
  expectAccess(stat ? file : dirname(file), constants.W_OK, `You may not write the report ${file}.`);
}

/** Undefined when there is nothing. A folder on the way that may not be entered, or is a file, is told in words. */
function look(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw new CannotStart(
      `${path} cannot be reached: ${(error as NodeJS.ErrnoException).code === 'EACCES' ? 'you may not enter its folder' : 'a part of its path is no folder'}.`,
    );
  }
}

function expectAccess(path: string, mode: number, words: string) {
  try {
    accessSync(path, mode);
  } catch {
    throw new CannotStart(words);
  }
}
