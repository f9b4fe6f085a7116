import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { changeMailTexts, connectionsQuery, type MailKind, type MailTexts, mailTextsQuery, testMail } from '../../api/settings';
import { Card } from '../../pieces/card';
import { History } from '../../pieces/history';
import styles from '../../pieces/pieces.module.css';
import { ChangedBy } from './changed-by';
import { CheckBadge, Findings } from './connection-state';
import { MailPreview } from './mail-preview';
import { MAIL_WORDS, paragraphsIn, typed, withWords, wordsOf } from './mail-words';
import { Held, SettingForm, useMayChange, useSetting } from './setting-form';
import own from './settings.module.css';
import { SettingsPage } from './settings-page';
import { TestButton } from './test-button';

const route = getRouteApi('/settings/mails');

export function MailsPage() {
  const query = useQuery(mailTextsQuery);
  const { mail = 'invoice' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <SettingsPage title="Mails" says="The words of the mails that customers get. They are text: nothing in them is read as HTML.">
      <div className={styles.filters}>
        <NativeSelect
          label="Which mail"
          data={Object.entries(MAIL_WORDS).map(([value, label]) => ({ value, label }))}
          value={mail}
          onChange={({ currentTarget }) => void navigate({ search: { mail: currentTarget.value as MailKind }, replace: true })}
        />
      </div>
      <Held query={query} what="The words">
        {(held, onSaved) => <MailForm key={mail} held={held} kind={mail} onSaved={onSaved} />}
      </Held>
    </SettingsPage>
  );
}

const FIELDS = { subject: 'mail-subject', paragraphs: 'mail-paragraphs' };
const PARAGRAPHS_AT_MOST = 21;

/** The API names the place of a mail in the list, which only it knows; a fault is about the one that is being written. */
const fieldsFor = (at: number) => ({
  [`texts.${at}.subject`]: FIELDS.subject,
  [`texts.${at}.paragraphs`]: FIELDS.paragraphs,
  ...Object.fromEntries(Array.from({ length: PARAGRAPHS_AT_MOST }, (_, nth) => [`texts.${at}.paragraphs.${nth}`, FIELDS.paragraphs])),
});

function MailForm({ held, kind, onSaved }: { held: MailTexts; kind: MailKind; onSaved: () => void }) {
  const [draft, setDraft] = useState(() => {
    const { subject, paragraphs } = wordsOf(held, kind);
    return { subject, text: typed(paragraphs) };
  });
  const mail = { kind, subject: draft.subject, paragraphs: paragraphsIn(draft.text) };
  const texts = withWords(held, mail);
  const { placeholders, standard } = held.kinds.find((one) => one.kind === kind)!;
  const setting = useSetting({
    held,
    queryKey: mailTextsQuery.queryKey,
    fields: fieldsFor(texts.length - 1),
    send: (revision) => changeMailTexts({ texts, revision }),
    says: `“${MAIL_WORDS[kind]}” is saved`,
    onSaved,
  });
  const mayChange = useMayChange();
  return (
    <div className={own.columns}>
      <Card title={MAIL_WORDS[kind]} padded>
        <SettingForm of={setting}>
          <TextInput
            id={FIELDS.subject}
            label="Subject"
            value={draft.subject}
            onChange={({ currentTarget }) => setDraft((before) => ({ ...before, subject: currentTarget.value }))}
            error={setting.form.faultOf(FIELDS.subject)}
            autoComplete="off"
          />
          <Textarea
            id={FIELDS.paragraphs}
            label="Words"
            description="An empty line begins another paragraph."
            value={draft.text}
            onChange={({ currentTarget }) => setDraft((before) => ({ ...before, text: currentTarget.value }))}
            error={setting.form.faultOf(FIELDS.paragraphs)}
            autosize
            minRows={8}
            maxRows={24}
          />
          <p className={styles.dim}>May name {placeholders.map((name) => `{${name}}`).join(', ')}.</p>
          {mayChange && typed(standard.paragraphs) !== draft.text && (
            <div>
              <button
                type="button"
                className={styles.textButton}
                onClick={() => setDraft({ subject: standard.subject, text: typed(standard.paragraphs) })}
              >
                Take the standard words
              </button>
            </div>
          )}
        </SettingForm>
        <ChangedBy of={held} otherwise="Nobody has changed the words: all mails have the standard ones." />
        <History of={held.history} />
      </Card>
      <div className={styles.form}>
        <Card title="As the customer reads it" padded>
          <MailPreview mail={mail} />
        </Card>
        <TestMailCard mail={mail} />
      </div>
    </div>
  );
}

function TestMailCard({ mail }: { mail: Parameters<typeof testMail>[0] }) {
  const { data } = useQuery(connectionsQuery);
  if (!data) return null;
  return (
    <Card title="Test mail" note={<CheckBadge of={data.mail} />} padded>
      <div className={own.fields}>
        {data.mail.state === 'well' && <p>The mail server {data.mail.server} took the last test mail.</p>}
        <Findings of={data.mail} />
        <TestButton says="Send it to me" test={() => testMail(mail)} waits={data.mail.state === 'asking'} />
        <p className={styles.dim}>
          It goes to your own address, with the words above and a made-up invoice. The mail server is set where the invoice-mailer runs
          (SMTP_URL).
        </p>
      </div>
    </Card>
  );
}
