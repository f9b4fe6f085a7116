import { Button } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconLoader } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Charge, chargeQuery } from '../../api/charges';
import { unitPrice } from '../../formats/money';
import { day } from '../../formats/times';
import { At, Money } from '../../pieces/figures';
import { History } from '../../pieces/history';
import { Panel } from '../../pieces/panel';
import styles from '../../pieces/pieces.module.css';
import { Loaded, Note } from '../../pieces/states';
import type { ChargesSearch } from '../../search';
import { ChargeBadge } from './badges';
import own from './charges.module.css';
import { EditForm } from './edit-form';
import { WithdrawForm } from './withdraw-form';
import { SOURCES } from './words';

interface PanelProps {
  readonly chargeId?: string;
  readonly act?: ChargesSearch['act'];
  readonly show: (changes: Partial<ChargesSearch>) => void;
}

/** One charge beside the list: where it is, and what may be done about it. */
export function ChargePanel({ chargeId, act, show }: PanelProps) {
  const query = useQuery({ ...chargeQuery(chargeId ?? ''), enabled: chargeId !== undefined });
  const close = () => show({ charge: undefined, act: undefined });
  const done = () => show({ act: undefined });
  return (
    <Panel title={query.data?.chargeRef ?? 'Charge'} opened={chargeId !== undefined} onClose={close}>
      {chargeId !== undefined && (
        <Loaded query={query} what="The charge">
          {(charge) => (
            <>
              <Standing of={charge} />
              {act === 'edit' && charge.mayChange && <EditForm key={charge.revision} charge={charge} onDone={done} />}
              {act === 'withdraw' && charge.mayChange && <WithdrawForm charge={charge} onDone={done} />}
              {(act === undefined || !charge.mayChange) && <Actions of={charge} show={show} />}
              {act !== 'edit' && <Details of={charge} />}
              <History of={charge.history} />
            </>
          )}
        </Loaded>
      )}
    </Panel>
  );
}

const Standing = ({ of: charge }: { of: Charge }) => (
  <div className={own.standing}>
    <ChargeBadge of={charge} />
    <strong className={own.total}>
      <Money of={{ minor: charge.totalMinor, currency: charge.currency }} />
    </strong>
    <span className={styles.dim}>{charge.description}</span>
  </div>
);

/** The place of a button that cannot be pressed says why. */
function Actions({ of: charge, show }: { of: Charge; show: PanelProps['show'] }) {
  const { asked, refused, whyNot } = charge;
  return (
    <>
      {refused && !asked && (
        <Note tone="warn" icon={IconAlertTriangle} title={refused.wants === 'edit' ? 'It was not changed' : 'It was not withdrawn'}>
          {refused.because}
        </Note>
      )}
      {asked && (
        <Note tone="ask" icon={IconLoader} title={asked.wants === 'edit' ? 'A change is asked for' : 'Its withdrawal is asked for'}>
          By {asked.by}, <At of={asked.at} />. It is being looked at whether a run has it.
        </Note>
      )}
      {charge.mayChange && (
        <div className={styles.formButtons}>
          <Button onClick={() => show({ act: 'edit' })}>Edit</Button>
          <Button variant="default" onClick={() => show({ act: 'withdraw' })}>
            Withdraw
          </Button>
        </div>
      )}
      {whyNot && !asked && (
        <Note tone="mute" icon={IconInfoCircle} title="It stays as it is">
          {whyNot}
        </Note>
      )}
    </>
  );
}

const Details = ({ of }: { of: Charge }) => (
  <dl className={own.details}>
    {(
      [
        [
          'Customer',
          of.customerId ? (
            <Link to="/customers/$customer" params={{ customer: of.customerId }}>
              {of.customerName}
            </Link>
          ) : (
            of.customerName
          ),
        ],
        ['Reference', of.customerRef],
        ['E-mail', of.customerEmail],
        ['Card reference', of.cardRef ?? 'None'],
        ['Quantity', of.quantity],
        ['Unit price', unitPrice(of.unitPrice, of.currency)],
        ['Before VAT', <Money key="net" of={{ minor: of.netMinor, currency: of.currency }} />],
        [`VAT ${of.vatRate} %`, <Money key="vat" of={{ minor: of.vatMinor, currency: of.currency }} />],
        ['Due on', day(of.dueOn)],
        ['From', SOURCES[of.source]],
        [
          'Entered',
          <span key="entered">
            by {of.enteredBy}, <At of={of.enteredAt} />
          </span>,
        ],
        ...(of.invoiceNumber ? [['Invoice', of.invoiceNumber]] : []),
      ] as const
    ).map(([name, value]) => (
      <div key={String(name)}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
