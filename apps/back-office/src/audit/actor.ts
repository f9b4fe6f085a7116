export { Actor } from '@takings/runtime/http';
