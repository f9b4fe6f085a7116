import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { Answers } from '@takings/sale-flow';
import { useState } from 'react';
import { type CustomerSummary, similarQuery } from '../../api/customers';

const QUIET_MS = 250;

/** Somebody we know already: what is known of them goes into the fields, and is theirs to correct. */
export function KnownCustomer({ onChoose }: { onChoose: (known: Answers) => void }) {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), QUIET_MS);
  const query = useQuery(similarQuery(asked));
  const found = asked.length > 2 ? (query.data ?? []) : [];
  return (
    <Select
      id="known-customer"
      label="A customer we know"
      description="Name, reference, postcode or phone; or leave it and type below."
      searchable
      clearable={false}
      searchValue={text}
      onSearchChange={setText}
      value={null}
      onChange={(id) => {
        const customer = found.find(({ customerId }) => customerId === id);
        if (customer) onChoose(answersOf(customer));
        setText('');
      }}
      data={found.map(({ customerId, name, customerRef, postcode }) => ({
        value: customerId,
        label: [name, customerRef, postcode].filter(Boolean).join(', '),
      }))}
      // The server has searched already.
      filter={({ options }) => options}
      nothingFoundMessage={asked.length > 2 && !query.isFetching ? 'Nobody like that yet' : undefined}
      placeholder="Find a customer"
    />
  );
}

/** Only what is known: an empty field says nothing about what was typed. */
function answersOf({ companyNumber, name, address, postcode, contactName, email, phone }: CustomerSummary): Answers {
  const known = { company_number: companyNumber, company_name: name, address, postcode, contact_name: contactName, email, phone };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null && value !== ''));
}
