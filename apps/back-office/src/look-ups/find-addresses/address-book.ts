import type { SourceAnswer } from '../source-answer';

/** What a source knows of a postcode. */
export type PostcodeAnswer = {
  /** As it is properly written, with its space. */
  readonly postcode: string;
  /** Whole addresses there; empty where the source knows places alone. Then house and street are typed by a person. */
  readonly addresses: readonly { readonly lines: readonly string[] }[];
  /** Where the postcode lies, from near to far. */
  readonly place: {
    readonly parish: string | null;
    readonly ward: string | null;
    readonly district: string | null;
    readonly county: string | null;
    readonly region: string | null;
    readonly country: string;
  };
};

/** Somebody who knows postcodes. */
export abstract class AddressBook {
  /** As people call it. */
  abstract readonly name: string;

  /** Throws `Unavailable` when it cannot be asked now, `InvalidInput` when it will never take this question. */
  abstract find(postcode: string): Promise<SourceAnswer<PostcodeAnswer>>;
}
