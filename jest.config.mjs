import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);
const swc = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true, tsx: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false, react: { runtime: 'automatic' } },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};
const plain = { ...swc, jsc: { target: 'es2023', parser: { syntax: 'ecmascript' } } };
/** Jest compiles on require; these come as ES modules alone. */
const modules = 'jose|openid-client|oauth4webapi';
const shared = {
  testEnvironment: '<rootDir>/tools/src/testing/test-environment.ts',
  testEnvironmentOptions: { customExportConditions: ['@takings/source', 'node', 'require', 'default'] },
  transform: { '^.+\\.tsx?$': [resolve('@swc/jest'), swc], [`/node_modules/(${modules})/.+\\.js$`]: [resolve('@swc/jest'), plain] },
  transformIgnorePatterns: [`/node_modules/(?!(${modules})/)`],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['/dist/', '/\\.takings/', '<rootDir>/bench/peers'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
};

export default {
  testTimeout: 60_000,
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['**/*.spec.ts?(x)', '!**/*.int.spec.ts'] },
    {
      ...shared,
      displayName: 'int',
      testMatch: ['**/*.int.spec.ts'],
      globalSetup: '<rootDir>/tools/src/testing/servers.setup.ts',
      globalTeardown: '<rootDir>/tools/src/testing/servers.teardown.ts',
    },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['**/*.e2e.ts'],
      globalSetup: '<rootDir>/tools/src/testing/servers.setup.ts',
      globalTeardown: '<rootDir>/tools/src/testing/servers.teardown.ts',
    },
  ],
};
