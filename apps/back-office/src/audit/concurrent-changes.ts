export { refuseStale, uniquely } from '@takings/database';
