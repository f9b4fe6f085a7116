import { useDebouncedValue } from '@mantine/hooks';
import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { similarQuery } from '../../api/customers';
import { Note } from '../../pieces/states';

const ASK_AFTER_MS = 250;

/** Who may be meant, so that nobody is entered twice. Two customers may have one name all the same. */
export function Similar({ name }: { name: string }) {
  const [asked] = useDebouncedValue(name, ASK_AFTER_MS);
  const { data = [] } = useQuery(similarQuery(asked));
  if (name.length < 3 || data.length === 0) return null;
  return (
    <Note tone="ask" icon={IconUsers} title="There already">
      {data.map((one) => (
        <p key={one.customerId}>
          <Link to="/customers/$customer" params={{ customer: one.customerId }}>
            {one.name}
          </Link>{' '}
          {[one.customerRef, one.postcode].filter(Boolean).join(' · ')}
        </p>
      ))}
    </Note>
  );
}
