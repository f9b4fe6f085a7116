import { readdirSync } from 'node:fs';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const apps = readdirSync(new URL('apps', import.meta.url));

/** Who may import what. The rule's options do not add up over several entries, so that each folder gets its whole list. */
const boundaries = {
  apps: { group: apps.flatMap((app) => [`@takings/${app}`, `@takings/${app}/*`]), message: 'Apps import libs; nothing imports an app.' },
  ours: { group: ['@takings/*'], message: 'contracts and money import nothing of ours.' },
  golevelup: { group: ['@golevelup/*'], message: 'Only libs/messaging talks to golevelup; a stage needs @takings/messaging alone.' },
  inside: { regex: String.raw`^(\.\./)+(apps|libs|tools)/`, message: 'Import a package by its name, not by its folder.' },
  dto: {
    group: ['nestjs-zod'],
    importNames: ['createZodDto'],
    message: 'createZodDto of @takings/runtime/http writes nullable fields right.',
  },
  dist: { group: ['**/dist/**', '@takings/*/src/**'], message: 'Import what a package exports.' },
};
const mayNotImport = (...names) => ({
  'no-restricted-imports': ['error', { patterns: names.map((name) => boundaries[name]) }],
});

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/.takings/**',
      '**/coverage/**',
      '.nx/**',
      'bench/peers/**',
      'libs/contracts/released/**',
      'docs/generated/**',
      'apps/console/src/api/generated/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // CommonJS packages without a default export: import x = require('x').
      '@typescript-eslint/no-require-imports': ['error', { allowAsImport: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'config.ts is the only reader of the environment (loadConfig of @takings/runtime).',
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ClassDeclaration[id.name=/(Manager|Helper|Util|Utils)$/]',
          message: 'Name it after what it is in the field, not after a drawer.',
        },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    // A promise that nobody waits for is an error that nobody sees.
    files: ['{apps,libs}/*/src/**/*.{ts,tsx}', 'tools/src/**/*.ts'],
    ignores: ['**/*.spec.{ts,tsx}', 'apps/*/src/testing/**'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  { files: ['apps/console/src/**/*.{ts,tsx}'], ...hooks.configs.flat.recommended },
  { files: ['**/config.ts', '**/*.setup.ts', 'libs/testing/**', 'e2e/**', 'bench/**'], rules: { 'no-restricted-properties': 'off' } },

  { files: ['apps/**/*.{ts,tsx}'], rules: mayNotImport('apps', 'golevelup', 'inside', 'dist', 'dto') },
  { files: ['libs/**/*.ts'], rules: mayNotImport('apps', 'golevelup', 'inside', 'dist') },
  { files: ['libs/messaging/**/*.ts'], rules: mayNotImport('apps', 'inside', 'dist') },
  { files: ['libs/contracts/**/*.ts', 'libs/money/**/*.ts'], rules: mayNotImport('ours', 'golevelup', 'inside', 'dist') },

  {
    files: ['**/*.spec.{ts,tsx}', '**/*.e2e.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip)$/]',
          message: 'No test runs alone and none is left out.',
        },
      ],
    },
  },
);
