export { notText, shown } from '@takings/fields';
