/** What becomes of a question. `not-found` and `refused` are answers; the others are trouble with this one question alone. */
export type Fate = 'answered' | 'not-found' | 'refused' | 'slow' | 'fails';

export interface QuestionKind {
  readonly source: 'companies-house' | 'credit-bureau' | 'postcodes';
  /** What the number or the postcode ends with. */
  readonly ending: string;
  readonly fate: Exclude<Fate, 'answered'>;
  readonly says: string;
}

/** Numbers and postcodes drive outcomes, as cards do; whatever ends otherwise is answered at once. */
export const QUESTIONS: readonly QuestionKind[] = [
  { source: 'companies-house', ending: '0404', fate: 'not-found', says: 'Companies House knows no such company' },
  { source: 'companies-house', ending: '0408', fate: 'slow', says: 'Companies House answers late' },
  { source: 'companies-house', ending: '0400', fate: 'refused', says: 'Companies House will never take the question' },
  { source: 'companies-house', ending: '0500', fate: 'fails', says: 'Companies House fails, however often it is asked' },
  { source: 'credit-bureau', ending: '1404', fate: 'not-found', says: 'the credit bureau knows no such company' },
  { source: 'credit-bureau', ending: '1408', fate: 'slow', says: 'the credit bureau answers late' },
  { source: 'credit-bureau', ending: '1400', fate: 'refused', says: 'the credit bureau will never take the question' },
  { source: 'credit-bureau', ending: '1500', fate: 'fails', says: 'the credit bureau fails, however often it is asked' },
  { source: 'postcodes', ending: '4NF', fate: 'not-found', says: 'is not in use' },
  { source: 'postcodes', ending: '8LT', fate: 'slow', says: 'postcodes.io answers late' },
  { source: 'postcodes', ending: '5ER', fate: 'fails', says: 'postcodes.io fails, however often it is asked' },
];

export function fateOf(source: QuestionKind['source'], question: string): Fate {
  const plain = question.replace(/\s/g, '').toUpperCase();
  return QUESTIONS.find((kind) => kind.source === source && plain.endsWith(kind.ending))?.fate ?? 'answered';
}
