import type { Contact } from './contact';
import type { ContactChange } from './read-contact';

export type Decision =
  | { readonly kind: 'create'; readonly contact: Contact }
  | { readonly kind: 'update'; readonly contact: Contact }
  | { readonly kind: 'refuse'; readonly error: string };

interface Context {
  readonly existing: readonly Contact[];
  readonly mayUpdate: boolean;
  readonly now: Date;
}

const nameTaken = (name: string) =>
  `The contact name ${name} is already assigned to another contact. The contact name must be unique across all active contacts.`;
const numberTaken = (number: string) => `The contact number ${number} is already assigned to another contact.`;

/**
 * Decides for each element of a batch whether it creates a contact, changes one, or is refused; earlier elements count for later ones.
 * A contact is recognised by ContactID, then by ContactNumber, and only without either by its name. An archived one cannot be changed
 * through the API and keeps its number; its name is free.
 */
export function decideContacts(changes: readonly ContactChange[], { existing, mayUpdate, now }: Context): Decision[] {
  const byId = new Map(existing.map((contact) => [contact.contact_id, contact]));
  const byNumber = new Map(existing.flatMap((contact) => (contact.contact_number === null ? [] : [[contact.contact_number, contact]])));
  const byName = new Map(existing.filter(({ status }) => status === 'ACTIVE').map((contact) => [contact.name.toLowerCase(), contact]));
  const recognise = ({ contactId, contactNumber, name }: ContactChange) => {
    if (contactId) return byId.get(contactId);
    return contactNumber ? byNumber.get(contactNumber) : byName.get(name?.toLowerCase() ?? '');
  };

  const decide = (change: ContactChange): Decision => {
    const known = recognise(change);
    const refusal = refusalOf(change, known, mayUpdate);
    if (refusal) return { kind: 'refuse', error: refusal };
    const contact = merged(change, known, now);
    const sameNumber = contact.contact_number === null ? undefined : byNumber.get(contact.contact_number);
    if (sameNumber && sameNumber.contact_id !== contact.contact_id)
      return { kind: 'refuse', error: numberTaken(sameNumber.contact_number ?? '') };
    const sameName = byName.get(contact.name.toLowerCase());
    if (sameName && sameName.contact_id !== contact.contact_id) return { kind: 'refuse', error: nameTaken(contact.name) };
    byId.set(contact.contact_id, contact);
    byName.set(contact.name.toLowerCase(), contact);
    if (contact.contact_number !== null) byNumber.set(contact.contact_number, contact);
    return { kind: known ? 'update' : 'create', contact };
  };
  return changes.map(decide);
}

function refusalOf(change: ContactChange, known: Contact | undefined, mayUpdate: boolean): string | null {
  if (!known && change.contactId) return `A contact with the ContactID ${change.contactId} does not exist.`;
  if (!known && !change.name) return 'The contact name must not be empty.';
  if (known && !mayUpdate)
    return known.contact_number === change.contactNumber ? numberTaken(change.contactNumber ?? '') : nameTaken(known.name);
  return known?.status === 'ARCHIVED' ? 'Archived contacts cannot currently be edited via the API.' : null;
}

const merged = (change: ContactChange, known: Contact | undefined, now: Date): Contact => ({
  contact_id: known?.contact_id ?? crypto.randomUUID(),
  contact_number: change.contactNumber ?? known?.contact_number ?? null,
  name: change.name ?? known?.name ?? '',
  email: change.email ?? known?.email ?? '',
  first_name: change.firstName ?? known?.first_name ?? '',
  last_name: change.lastName ?? known?.last_name ?? '',
  status: change.status ?? known?.status ?? 'ACTIVE',
  updated_at: now,
});
