import { Injectable } from '@nestjs/common';
import type { Answer } from '../http/answer';
import { placeOf } from './made-up';
import { fateOf } from './questions';
import { SourceFront, type SourceWords } from './source-front';

const POSTCODE = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/;
const problem = (status: number, error: string): Answer => ({ status, body: { status, error } });
const WORDS: SourceWords = { refused: problem(400, 'Invalid request'), failed: problem(500, '500 Server Error.') };

/** Stands in for postcodes.io: every postcode of the right form lies somewhere. It knows places, as the real one does, and no addresses. */
@Injectable()
export class Postcodes {
  constructor(private readonly front: SourceFront) {}

  find(typed: string): Promise<Answer> {
    const fate = fateOf('postcodes', typed);
    return this.front.answer('postcodes', fate, WORDS, true, () => {
      const [, outcode, incode] = POSTCODE.exec(typed.replace(/\s/g, '').toUpperCase()) ?? [];
      if (!outcode) return problem(404, 'Invalid postcode');
      if (fate === 'not-found') return problem(404, 'Postcode not found');
      const { district, ward, county, region, country } = placeOf(typed);
      const result = {
        postcode: `${outcode} ${incode}`,
        quality: 1,
        country,
        region,
        parish: `${district}, unparished area`,
        admin_district: district,
        admin_county: county ?? '(pseudo) England (UA/MD/LB)',
        admin_ward: ward,
        outcode,
        incode,
      };
      return { status: 200, body: { status: 200, result } };
    });
  }
}
