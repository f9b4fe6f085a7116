export * from '@takings/fields';
