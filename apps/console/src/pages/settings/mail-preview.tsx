import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { sentenceOf } from '../../api/api-error';
import { mailPreview, type MailText, SETTINGS } from '../../api/settings';
import { Note } from '../../pieces/states';
import own from './settings.module.css';

const TYPED_MS = 300;

/** Filled by the server, which knows the placeholders and the letterhead; drawn as text alone. */
export function MailPreview({ mail }: { mail: MailText }) {
  const [asked] = useDebouncedValue(JSON.stringify(mail), TYPED_MS);
  const { data, error } = useQuery({
    queryKey: [...SETTINGS, 'mail-preview', asked],
    queryFn: () => mailPreview(JSON.parse(asked) as MailText),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (error) {
    return (
      <Note tone="warn" icon={IconAlertTriangle} title="It cannot be sent like this">
        {sentenceOf(error).replace(/^mail\.[\w.]+: /, '')}
      </Note>
    );
  }
  if (!data) return null;
  const [name, ...rest] = data.letterhead;
  return (
    <section className={own.paper} aria-label="Preview of the mail">
      <p className={own.subject}>{data.subject}</p>
      {data.paragraphs.map((paragraph, at) => (
        <p key={at}>{paragraph}</p>
      ))}
      <dl>{data.details.map(({ label, value }) => [<dt key={label}>{label}</dt>, <dd key={`${label} is`}>{value}</dd>])}</dl>
      <div className={own.letterhead}>
        <strong>{name}</strong>
        {rest.map((line, at) => (
          <div key={at}>{line}</div>
        ))}
      </div>
    </section>
  );
}
