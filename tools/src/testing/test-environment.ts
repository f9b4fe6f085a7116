import { AsyncLocalStorage } from 'node:async_hooks';
import { TestEnvironment } from 'jest-environment-node';

/** Those that the present test file has used. */
const used = new Set<AsyncLocalStorage<unknown>>();

for (const method of ['run', 'enterWith'] as const) {
  const original = AsyncLocalStorage.prototype[method] as (...given: unknown[]) => unknown;
  Object.assign(AsyncLocalStorage.prototype, {
    [method](this: AsyncLocalStorage<unknown>, ...given: unknown[]) {
      used.add(this);
      return original.apply(this, given);
    },
  });
}

/**
 * Node's environment, which lets go of what each test file leaves in Node itself. jest-circus makes an AsyncLocalStorage per file and never
 * ends it, and up to Node 22 every promise visits every such storage: after forty files in one process a promise took fifty times as long.
 */
export default class extends TestEnvironment {
  override async teardown() {
    for (const storage of used) storage.disable();
    used.clear();
    await super.teardown();
  }
}
