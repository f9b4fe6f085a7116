import type { Contact } from './contact';
import { decideContacts } from './decide-contacts';

const now = new Date('2026-11-21T10:00:00Z');
const known: Contact = {
  contact_id: '11111111-1111-4111-8111-111111111111',
  contact_number: 'C-1',
  name: 'Orchard Row Bakery',
  email: 'office@orchardrow.example',
  first_name: '',
  last_name: '',
  status: 'ACTIVE',
  updated_at: now,
};
const archived: Contact = {
  ...known,
  contact_id: '22222222-2222-4222-8222-222222222222',
  contact_number: 'C-2',
  name: 'Gone Ltd',
  status: 'ARCHIVED',
};
const context = { existing: [known, archived], mayUpdate: true, now };

it('changes the contact with the same number and leaves what is not said', () => {
  const [decision] = decideContacts([{ contactNumber: 'C-1', name: 'Orchard Row' }], context);
  expect(decision).toMatchObject({ kind: 'update', contact: { name: 'Orchard Row', email: 'office@orchardrow.example' } });
});

it('refuses a second active contact of one name, whatever its case', () => {
  const [decision] = decideContacts([{ contactNumber: 'C-9', name: 'orchard row BAKERY' }], context);
  expect(decision).toEqual({
    kind: 'refuse',
    error:
      'The contact name orchard row BAKERY is already assigned to another contact. The contact name must be unique across all active contacts.',
  });
});

it('refuses the second of two new contacts of one name in the same batch', () => {
  const decisions = decideContacts(
    [
      { contactNumber: 'A', name: 'Twin' },
      { contactNumber: 'B', name: 'Twin' },
    ],
    context,
  );
  expect(decisions.map(({ kind }) => kind)).toEqual(['create', 'refuse']);
});

it('makes one contact of two elements with one number', () => {
  const decisions = decideContacts(
    [
      { contactNumber: 'A', name: 'First' },
      { contactNumber: 'A', name: 'Second' },
    ],
    context,
  );
  expect(decisions.map(({ kind }) => kind)).toEqual(['create', 'update']);
});

it('edits no archived contact', () => {
  const [decision] = decideContacts([{ contactNumber: 'C-2', name: 'Gone Ltd', status: 'ACTIVE' }], context);
  expect(decision).toEqual({ kind: 'refuse', error: 'Archived contacts cannot currently be edited via the API.' });
});

it('gives the name of an archived contact to another', () => {
  const [decision] = decideContacts([{ contactNumber: 'C-3', name: 'Gone Ltd' }], context);
  expect(decision?.kind).toBe('create');
});

it('refuses to create what exists when the method only creates', () => {
  const decisions = decideContacts([{ contactNumber: 'C-1', name: 'Orchard Row Bakery' }], { ...context, mayUpdate: false });
  expect(decisions).toEqual([{ kind: 'refuse', error: 'The contact number C-1 is already assigned to another contact.' }]);
});

it('refuses an unknown ContactID', () => {
  const [decision] = decideContacts([{ contactId: '33333333-3333-4333-8333-333333333333', name: 'X' }], context);
  expect(decision?.kind).toBe('refuse');
});
