import { expect, it, onTestFinished } from 'vitest';
import { findIstiods } from '../../../src/proxy/istiod/find-istiods.ts';
import { ControlZ, parseScopeLevels } from '../../../src/proxy/istiod/log-scopes.ts';
import { startHttpAnswers } from '../../cluster/http-answers.ts';
import { fakeCluster, istiodPod } from './fake-cluster.ts';

it('reads levels of several scopes', () => {
  expect([...parseScopeLevels('ads:debug, tag-watcher:none', '--level')]).toEqual([
    ['ads', 'debug'],
    ['tag-watcher', 'none'],
  ]);
});

it.each([
  ['ads', '--level takes scope:level, several with commas between, not "ads"'],
  ['', '--level takes scope:level'],
  ['ads:debug,', '--level takes scope:level'],
  ['ads:debugg', '--level: ads takes none, error, warn, info, debug, not "debugg". Did you mean "debug"?'],
])('refuses %j', (text, message) => {
  expect(() => parseScopeLevels(text, '--level')).toThrow(message);
});

it('changes what is asked for, and leaves the rest of a scope as it is', async () => {
  const bodies: string[] = [];
  const server = await startHttpAnswers((request, response) => {
    if (request.method === 'GET') {
      return JSON.stringify([
        { name: 'b', description: 'B', output_level: 'info', stack_trace_level: 'none', log_callers: true },
        { name: 'a', output_level: 'info', stack_trace_level: 'none' },
      ]);
    }
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      bodies.push(body);
      response.writeHead(202).end();
    });
    return undefined;
  });
  onTestFinished(() => server.stop());
  const api = fakeCluster([istiodPod('istiod-1')], { 'istiod-1:9876': server.port });
  const [pod] = await findIstiods(api, { istioNamespace: 'istio-system' });
  const istiod = new ControlZ(api, pod!, 9876);
  const [a, b] = await istiod.scopes();
  expect(a).toEqual({ name: 'a', description: '', level: 'info', stackTraceLevel: 'none', logCallers: false });
  await istiod.set(b!, { level: 'debug' });
  await istiod.set(a!, { stackTraceLevel: 'error' });
  expect(bodies.map((body) => JSON.parse(body))).toEqual([
    { name: 'b', output_level: 'debug', log_callers: true },
    { name: 'a', stack_trace_level: 'error', log_callers: false },
  ]);
  expect(server.asked).toEqual(['GET /scopej/', 'PUT /scopej/b', 'PUT /scopej/a']);
});
