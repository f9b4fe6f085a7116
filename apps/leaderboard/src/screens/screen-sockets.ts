import { Injectable, Logger } from '@nestjs/common';
import type { Socket } from 'socket.io';
import { OtherProcesses } from '../gateway/other-processes';
import { type ScreenPass, visitorOf } from '../gateway/visitor';
import { Pairings } from './pairings';
import { Screens } from './screens';
import { hashOf } from './secrets';

/** The screens, and the devices waiting to be paired, that are connected to this process; told at once of what is decided about them, or at the next heartbeat. */
@Injectable()
export class ScreenSockets {
  private readonly log = new Logger('ScreenSockets');
  private readonly screens = new Groups();
  private readonly devices = new Groups();
  private changed: (socket: Socket, pass: ScreenPass) => Promise<void> = async () => undefined;

  constructor(
    private readonly stored: Screens,
    private readonly pairings: Pairings,
    private readonly others: OtherProcesses,
  ) {}

  /** `changed` is called for each socket of a screen whose settings are other ones now. */
  open(changed: (socket: Socket, pass: ScreenPass) => Promise<void>) {
    this.changed = changed;
    this.others.heard.subscribe((word) => {
      if ('screenId' in word) void this.lookAt([word.screenId]).catch(this.failed);
      if ('pairedDevice' in word) void this.hand(word.pairedDevice).catch(this.failed);
    });
  }

  came(socket: Socket) {
    const { pass, pairing } = visitorOf(socket);
    if (pass) this.screens.add(pass.screenId, socket);
    if (pairing === undefined) return;
    const device = nameOf(hashOf(pairing));
    this.devices.add(device, socket);
    void this.hand(device).catch(this.failed);
  }

  went(socket: Socket) {
    const { pass, pairing } = visitorOf(socket);
    if (pass) this.screens.remove(pass.screenId, socket);
    if (pairing !== undefined) this.devices.remove(nameOf(hashOf(pairing)), socket);
  }

  /** What the screen is called and shows. */
  tell(socket: Socket, { name, shows, hideAmounts }: ScreenPass) {
    socket.emit('screen', { name, shows, hideAmounts });
  }

  /** Somebody changed or withdrew it, in this process. */
  async decided(screenId: string): Promise<void> {
    this.others.tell({ screenId });
    await this.lookAt([screenId]);
  }

  /** Somebody entered the code of this device, in this process. */
  async paired(device: Buffer): Promise<void> {
    this.others.tell({ pairedDevice: nameOf(device) });
    await this.hand(nameOf(device));
  }

  /** What other processes decided and whose word did not arrive; and who is here, for the list of screens. */
  async look(): Promise<void> {
    if (this.devices.size > 0) {
      const paired = await this.pairings.paired(this.devices.names().map((device) => Buffer.from(device, 'hex')));
      for (const device of paired) await this.hand(nameOf(device));
    }
    if (this.screens.size === 0) return;
    await this.lookAt(this.screens.names());
    const here = this.screens.names().map((screenId) => ({ screenId, version: visitorOf(this.screens.of(screenId)[0]!).version }));
    await this.stored.seen(here);
  }

  private async lookAt(screenIds: readonly string[]) {
    const here = screenIds.filter((screenId) => this.screens.of(screenId).length > 0);
    if (here.length === 0) return;
    const passes = await this.stored.passes(here);
    for (const screenId of here) {
      for (const socket of this.screens.of(screenId)) {
        const pass = passes.get(screenId);
        if (pass) await this.bringUpToDate(socket, pass);
        else withdraw(socket);
      }
    }
  }

  private async bringUpToDate(socket: Socket, pass: ScreenPass) {
    const visitor = visitorOf(socket);
    if (JSON.stringify(visitor.pass) === JSON.stringify(pass)) return;
    visitor.pass = pass;
    this.tell(socket, pass);
    await this.changed(socket, pass);
  }

  /** Its token, to the device that knows the secret. */
  private async hand(device: string) {
    for (const socket of this.devices.of(device)) {
      const claim = await this.pairings.claim(visitorOf(socket).pairing!);
      if (claim.state === 'paired') socket.emit('paired', { token: claim.token });
    }
  }

  private readonly failed = (error: unknown) => this.log.warn(`a screen is told later: ${String(error)}`);
}

function withdraw(socket: Socket) {
  socket.emit('withdrawn', {});
  socket.disconnect(true);
}

const nameOf = (hash: Buffer) => hash.toString('hex');

/** Sockets by the name of what they belong to. */
class Groups {
  private readonly groups = new Map<string, Set<Socket>>();

  get size() {
    return this.groups.size;
  }

  names() {
    return [...this.groups.keys()];
  }

  of(name: string) {
    return [...(this.groups.get(name) ?? [])];
  }

  add(name: string, socket: Socket) {
    const group = this.groups.get(name);
    if (group) group.add(socket);
    else this.groups.set(name, new Set([socket]));
  }

  remove(name: string, socket: Socket) {
    const group = this.groups.get(name);
    if (group?.delete(socket) && group.size === 0) this.groups.delete(name);
  }
}
