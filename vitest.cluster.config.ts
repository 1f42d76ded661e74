import { defineConfig } from 'vitest/config';

/** Tests against a real Kubernetes API server, one file at a time: each starts its own. */
export default defineConfig({
  test: { include: ['test/cluster/**/*.test.ts'], fileParallelism: false, testTimeout: 60_000, hookTimeout: 120_000 },
});
