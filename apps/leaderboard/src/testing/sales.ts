import { randomUUID } from 'node:crypto';
import { ConsultantSaved, type DataOf, SaleCompleted, TeamSaved } from '@takings/contracts';
import type { FactTap } from '@takings/testing';

const idOf = (name: string) => `00000000-0000-4000-8000-${Buffer.from(name.padEnd(6)).subarray(0, 6).toString('hex')}`;

/** A contact centre of two teams that tells the facts of its sales. */
export class ContactCentre {
  constructor(private readonly tap: FactTap) {}

  async opens() {
    for (const team of ['Falcon', 'Osprey']) await this.team(team);
  }

  async team(name: string, change: Partial<DataOf<typeof TeamSaved>> = {}) {
    const team = { teamId: idOf(name), name, displayName: `Team ${name}`, timeZone: 'UTC', targetMinor: null, currency: null };
    await this.tell(TeamSaved.of({ ...team, active: true, revision: 1, ...change }));
  }

  async consultant(name: string, team: string, change: Partial<DataOf<typeof ConsultantSaved>> = {}) {
    const consultant = { consultantId: idOf(name), name, teamId: idOf(team), hiddenFromScreens: false, active: true, revision: 1 };
    await this.tell(ConsultantSaved.of({ ...consultant, ...change }));
  }

  async sells(consultant: string, revenueMinor = 1_000, team = 'Falcon', change: Partial<DataOf<typeof SaleCompleted>> = {}) {
    const saleId = randomUUID();
    await this.tell(
      SaleCompleted.of({
        saleId,
        saleRef: `S-${saleId}`,
        consultantId: idOf(consultant),
        consultantName: consultant,
        teamId: idOf(team),
        teamName: team,
        timeZone: 'UTC',
        channel: 'online',
        origin: 'sold',
        product: 'Broadband',
        currency: 'GBP',
        revenueMinor,
        soldAt: new Date().toISOString(),
        customerName: 'Acme Ltd',
        charges: [],
        ...change,
      }),
    );
  }

  private tell(fact: Parameters<FactTap['eventOf']>[0]) {
    return this.tap.publish(this.tap.eventOf(fact));
  }
}
