export { expectedWords } from '@takings/fields';
