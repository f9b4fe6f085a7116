import { z } from 'zod';
import type { SourceAnswer } from '../source-answer';
import { JsonSource } from '../sources/json-source';
import { AddressBook, type PostcodeAnswer } from './address-book';

export interface PostcodesIoSettings {
  readonly url: string;
  readonly timeoutMs: number;
  readonly now?: () => Date;
}

const area = z.string().nullish();
const Found = z.object({
  result: z.object({
    postcode: z.string().min(5),
    country: z.string().min(1),
    parish: area,
    admin_ward: area,
    admin_district: area,
    admin_county: area,
    region: area,
  }),
});
const Unknown = z.object({ error: z.enum(['Postcode not found', 'Invalid postcode']) });

/**
 * postcodes.io, open data of the Office for National Statistics (postcodes.io/docs/api/lookup-postcode): GET /postcodes/{postcode}, no key.
 * It says in which district and region a postcode lies. It knows no streets and no houses, so `addresses` is always empty.
 * A postcode that was given up is not found.
 */
export class PostcodesIo extends AddressBook {
  readonly name = 'postcodes.io';
  private readonly source: JsonSource;

  constructor({ url, timeoutMs, now }: PostcodesIoSettings) {
    super();
    this.source = new JsonSource({ name: this.name, url, timeoutMs, now });
  }

  async find(postcode: string): Promise<SourceAnswer<PostcodeAnswer>> {
    const path = `/postcodes/${encodeURIComponent(postcode.trim())}`;
    const reply = await this.source.ask(path);
    if (reply.status === 404) {
      this.source.read(Unknown, reply, path);
      return { kind: 'not-found', source: this.name };
    }
    const { result } = this.source.read(Found, reply, path);
    const answer = {
      postcode: result.postcode,
      addresses: [],
      place: {
        parish: named(result.parish),
        ward: named(result.admin_ward),
        district: named(result.admin_district),
        county: named(result.admin_county),
        region: named(result.region),
        country: result.country,
      },
    };
    return { kind: 'found', source: this.name, answer };
  }
}

/** Where there is none, the statistics office fills in a stand-in such as "(pseudo) England (UA/MD/LB)" or "Westminster, unparished area". */
const named = (text: string | null | undefined) => (!text || /^\(pseudo\)|, unparished area$/.test(text) ? null : text);
