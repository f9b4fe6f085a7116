import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { type Role, ROLES } from './person';

export const MAY_USE = 'takings:may-use';
/** In the API's description. */
export const MAY_USE_EXTENSION = 'x-may-use';
/** Nobody has to have signed in. */
export const EVERYBODY = 'everybody';

/** Who may use a route: people with one of these roles. */
export type MayUseRule = readonly Role[] | typeof EVERYBODY;

/** Who may use a route, or all routes of a controller that say nothing themselves. An admin always may. */
export const MayUse = (...roles: readonly Role[]) => rule(roles);

/** For whoever has signed in, whatever their role. */
export const AnyRole = () => rule(ROLES);

/** Without sign-in: what shows nothing of the company, or asks for its own proof. */
export const Everybody = () => rule(EVERYBODY);

const rule = (may: MayUseRule) => applyDecorators(SetMetadata(MAY_USE, may), ApiExtension(MAY_USE_EXTENSION, may));
