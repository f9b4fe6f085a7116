import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How names and references are found: by the beginnings of their words, however these are written. A list of words with an index needs no
 * extension, which not every owner of a database may create, and is as quick for two letters as for ten.
 */
export class CreateSearchWords1763700000030 implements MigrationInterface {
  async up(db: QueryRunner) {
    // Each stands on PostgreSQL's own functions alone: an index over one of ours must not depend on who looks for the others, and where.
    await db.query(functionOf('plain(said text) returns text', `select trim(regexp_replace(${PLAIN}, '\\s+', ' ', 'g'))`));
    await db.query(functionOf('plain_words(said text) returns text[]', `select ${WORDS}`));
    await db.query(functionOf('squeezed(said text) returns text', `select regexp_replace(${PLAIN}, '${BETWEEN_WORDS}', '', 'g')`));
    // All words that were typed, each as a beginning; null when there is none, which finds nothing.
    await db.query(
      functionOf(
        'looked_for(said text) returns tsquery',
        `select string_agg(quote_literal(word) || ':*', ' & ')::tsquery from unnest((${WORDS})[1:${MOST_WORDS}]) word`,
      ),
    );
  }

  async down(db: QueryRunner) {
    await db.query('drop function looked_for(text), squeezed(text), plain_words(text), plain(text)');
  }
}

const MOST_WORDS = 8;

/** Signs that no alphabet has, named one by one, so that no locale decides. */
const BETWEEN_WORDS = String.raw`[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a0\u2010-\u2027]+`;
/** Accents once they stand by themselves, and apostrophes: O’Connor is looked for as oconnor. */
const MARKS = String.raw`[\u0300-\u036f''\u2019]`;

/** Small letters without accents. A name so written is the same name. */
const PLAIN = `lower(regexp_replace(normalize(said, NFD), '${MARKS}', '', 'g'))`;
const WORDS = `array_remove(regexp_split_to_array(${PLAIN}, '${BETWEEN_WORDS}'), '')`;

const functionOf = (head: string, body: string) => `create function ${head} language sql immutable strict parallel safe as $$ ${body} $$`;
