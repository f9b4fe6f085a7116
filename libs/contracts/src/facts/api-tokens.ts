import { z } from 'zod';
import { fact } from '../fact';

export const ApiTokenRevoked = fact(
  'api-token.revoked',
  1,
  'An admin revoked an API token; it opens nothing any more.',
  { tokenId: z.uuid().describe('Our id of the token, which says nothing of the token itself') },
  { about: 'tokenId' },
);
