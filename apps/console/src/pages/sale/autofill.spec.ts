import { deskV1, type LookUpState } from '@takings/sale-flow';
import { filled } from './autofill';

const found = (question: Record<string, string>, answer: Record<string, unknown>): LookUpState => ({
  state: 'found',
  round: 1,
  question,
  answer,
  source: 'company-registry',
  at: '2026-11-17T13:33:00Z',
});
const LARCH = found({ companyNumber: '09884217' }, { name: 'Larch & Lime Catering Ltd', postcode: 'DE1 2PL', directors: [] });
const BRAMLEY = found({ companyNumber: '01234567' }, { name: 'Bramley Street Gym', postcode: 'LS1 4AP', directors: [] });

it('what the registry knows goes into fields that are empty', () =>
  expect(filled(deskV1, { company: LARCH }, 'customer', { company_number: '09 884 217', company_name: '' }, {})?.values).toMatchObject({
    company_name: 'Larch & Lime Catering Ltd',
    postcode: 'DE1 2PL',
  }));

it('what a person typed stays', () =>
  expect(
    filled(deskV1, { company: LARCH }, 'customer', { company_number: '09884217', company_name: 'Larch', postcode: 'DE1 2PL' }, {}),
  ).toBeUndefined());

it('another number replaces what the first one had filled in', () => {
  const first = filled(deskV1, { company: LARCH }, 'customer', { company_number: '09884217' }, {})!;
  const second = filled(deskV1, { company: BRAMLEY }, 'customer', { ...first.values, company_number: '01234567' }, first.by)!;
  expect(second.values).toMatchObject({ company_name: 'Bramley Street Gym', postcode: 'LS1 4AP' });
});

it('an answer about another number fills nothing', () =>
  expect(filled(deskV1, { company: LARCH }, 'customer', { company_number: '01234567' }, {})).toBeUndefined());

it('an empty field is not filled again with what the person has just deleted', () => {
  const first = filled(deskV1, { company: LARCH }, 'customer', { company_number: '09884217' }, {})!;
  expect(filled(deskV1, { company: LARCH }, 'customer', { ...first.values, company_name: '' }, first.by)).toBeUndefined();
});
