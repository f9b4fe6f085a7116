import { Checkbox, Radio, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Approval, approvalQuery, changeApproval } from '../../api/settings';
import { Card } from '../../pieces/card';
import styles from '../../pieces/pieces.module.css';
import { manyInWords, ROLE_WORDS } from '../../shell/roles';
import { type ApprovalDraft, draftOf, policyOf } from './approval-draft';
import { ChangedBy } from './changed-by';
import { limitField, LimitFields } from './limit-fields';
import { Held, SettingForm, useSetting } from './setting-form';
import { SettingsPage } from './settings-page';

/** Who may be asked to approve; an admin always may. */
const APPROVERS = ['finance-manager', 'finance-approver', 'management', 'team-manager'] as const;
const LIMITS_AT_MOST = 30;

const FIELDS = {
  approvers: 'approvers',
  stopUpTo: limitField('stopUpTo', 0),
  ...Object.fromEntries(
    ['automaticUpTo', 'onePersonUpTo', 'stopUpTo'].flatMap((name) =>
      Array.from({ length: LIMITS_AT_MOST }, (_, at) => [`${name}.${at}.totalMinor`, limitField(name, at)]),
    ),
  ),
};

export const ApprovalPage = () => (
  <SettingsPage title="Approval of runs" says="Who lets a run go, and when nobody has to be asked. It holds for runs that wait already.">
    <Card title="The policy" padded>
      <Held query={useQuery(approvalQuery)} what="The policy">
        {(held, onSaved) => <ApprovalForm held={held} onSaved={onSaved} />}
      </Held>
    </Card>
  </SettingsPage>
);

function ApprovalForm({ held, onSaved }: { held: Approval; onSaved: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(held));
  const set = (changes: Partial<ApprovalDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const policy = policyOf(draft);
  const setting = useSetting({
    held,
    queryKey: approvalQuery.queryKey,
    fields: FIELDS,
    send: (revision) => changeApproval({ ...(policy as Exclude<typeof policy, { fault: string }>), revision }),
    says: 'The policy is saved',
    onSaved,
  });
  const { faultOf, refuse } = setting.form;
  const refused = () => {
    if ('fault' in policy) refuse({ field: FIELDS[policy.field as keyof typeof FIELDS], says: policy.fault });
    return 'fault' in policy;
  };
  return (
    <>
      <SettingForm of={setting} refused={refused} effects={effectsOf(draft)}>
        <Switch
          label="Small runs go out by themselves"
          description="Only when nothing about them is unusual, and up to the limit of each currency."
          checked={draft.automatic}
          onChange={({ currentTarget }) => set({ automatic: currentTarget.checked })}
        />
        {draft.automatic && (
          <LimitFields
            name="automaticUpTo"
            says="By itself up to"
            limits={draft.automaticUpTo}
            onChange={(automaticUpTo) => set({ automaticUpTo })}
            faultOf={faultOf}
          />
        )}
        <Radio.Group
          label="All other runs are approved by"
          value={draft.persons}
          onChange={(persons) => set({ persons: persons as ApprovalDraft['persons'] })}
        >
          <div className={styles.radios}>
            <Radio value="one" label="One person" />
            <Radio value="two-above" label="One person up to a limit, two persons above it" />
            <Radio value="two" label="Two persons, always" />
          </div>
        </Radio.Group>
        {draft.persons === 'two-above' && (
          <LimitFields
            name="onePersonUpTo"
            says="One person up to"
            limits={draft.onePersonUpTo}
            onChange={(onePersonUpTo) => set({ onePersonUpTo })}
            faultOf={faultOf}
          />
        )}
        <Switch
          label="A second person confirms the stop of a large run"
          description="Stopping cannot be undone; up to the limit one person does it."
          checked={draft.secondStops}
          onChange={({ currentTarget }) => set({ secondStops: currentTarget.checked })}
        />
        {draft.secondStops && (
          <LimitFields
            name="stopUpTo"
            says="One person stops up to"
            limits={draft.stopUpTo}
            onChange={(stopUpTo) => set({ stopUpTo })}
            faultOf={faultOf}
          />
        )}
        <Checkbox.Group
          id={FIELDS.approvers}
          label="Who may approve"
          description="Admins always may."
          value={[...draft.approvers]}
          onChange={(chosen) => set({ approvers: APPROVERS.filter((role) => chosen.includes(role)) })}
          error={faultOf(FIELDS.approvers)}
        >
          <div className={styles.radios}>
            {APPROVERS.map((role) => (
              <Checkbox key={role} value={role} label={ROLE_WORDS[role][0]} />
            ))}
          </div>
        </Checkbox.Group>
      </SettingForm>
      <ChangedBy of={held} otherwise="Nobody has set it up: one finance manager or approver approves each run." />
    </>
  );
}

const effectsOf = ({ automatic, persons, approvers }: ApprovalDraft): readonly string[] => [
  automatic ? 'A run below the limit with nothing unusual goes out without anybody looking at it.' : 'No run goes out without a person.',
  `${persons === 'one' ? 'One' : persons === 'two' ? 'Two' : 'Up to the limit one, above it two'} of ${manyInWords(approvers)} approve${persons === 'one' ? 's' : ''}.`,
];
