import { describe, expect, it } from 'vitest';
import { checkAnnotations } from '../../../src/inject/steps/annotations.ts';

const problemOf = (annotations: Record<string, string>): string => {
  try {
    checkAnnotations({ metadata: { annotations }, spec: {} });
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('annotations of a Pod', () => {
  it.each([
    ['sidecar.istio.io/interceptionMode', 'TPROXY', 'MAYBE', 'must be one of REDIRECT, TPROXY, NONE, not "MAYBE"'],
    ['traffic.sidecar.istio.io/excludeInboundPorts', '80, 81', '80,x', 'an entry must be a port number, not "x"'],
    ['sidecar.istio.io/userVolume', '{"a":{"emptyDir":{}}}', '{"a":1}', 'must be JSON of volumes, like [{'],
    ['sidecar.istio.io/userVolume', '[{"name":"a","emptyDir":{}}]', '["a"]', 'must be JSON of volumes, like [{'],
    ['sidecar.istio.io/userVolumeMount', '', '{', 'must be JSON of volume mounts, like [{'],
    ['proxy.istio.io/overrides', '{"containers":[{"name":"a"}]}', '{"containers":[{}]}', 'must be JSON of containers'],
    ['sidecar.istio.io/status', '{"containers":null}', '[]', 'must be JSON of names'],
  ])('%s may be %s, but not %s', (name, good, bad, message) => {
    expect(problemOf({ [name]: good })).toBe('');
    expect(problemOf({ [name]: bad })).toContain(`metadata.annotations["${name}"]: ${message}`);
  });

  it('are all told in one error', () => {
    const text = problemOf({
      'status.sidecar.istio.io/port': 'x',
      'prometheus.istio.io/merge-metrics': 'y',
      other: 'z',
    });
    expect(text).toBe(
      'metadata.annotations: "status.sidecar.istio.io/port" must be a port number, not "x"; ' +
        '"prometheus.istio.io/merge-metrics" must be true or false, not "y"',
    );
  });
});
