export * from './config';
export * from './eventually';
export * from './fact-tap';
export * from './fresh-database';
export * from './sign-in';
export * from './stage-process';
export * from './stage-suite';
export * from './test-broker';
