import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';

const settings = (box: Sandbox, env: Record<string, string> = {}): Record<string, [string, string]> => {
  const ended = box.run(['x', 'config', 'list', '-o', 'json'], { env: { HOME: box.folder, ...env } });
  expect(ended.status).toBe(0);
  const records = JSON.parse(ended.stdout) as { flag: string; value: string; from: string }[];
  return Object.fromEntries(records.map(({ flag, value, from }) => [flag, [value, from]]));
};

describe('config list', () => {
  it('shows what is usual', () => {
    expect(new Sandbox().run(['x', 'config', 'list']).stdout).toMatch(
      /^FLAG +VALUE +FROM\nauthority +default\ncert-dir +default\n[\s\S]*\nistioNamespace +istio-system +default\n[\s\S]*\nxds-port +15012 +default\n$/,
    );
  });

  it('prefers variables to the file, and takes keys in any case', () => {
    const box = new Sandbox({ '.istioctl/config.yaml': 'ISTIONAMESPACE: mesh\nxds-port: 15010\nother: 1\n' });
    const file = join(box.folder, '.istioctl/config.yaml');
    const found = settings(box, { ISTIOCTL_XDS_PORT: '15011', ISTIOCTL_INSECURE: 'true' });
    expect(found).toMatchObject({
      istioNamespace: ['mesh', file],
      'xds-port': ['15011', '$ISTIOCTL_XDS_PORT'],
      insecure: ['true', '$ISTIOCTL_INSECURE'],
      plaintext: ['', 'default'],
    });
  });

  it('reads what ISTIOCONFIG names, which must be there', () => {
    const box = new Sandbox({ 'my.yaml': 'authority: istiod\n' });
    expect(settings(box, { ISTIOCONFIG: 'my.yaml' }).authority).toEqual(['istiod', join(box.folder, 'my.yaml')]);
    const ended = box.run(['version', '--remote=false'], { env: { ISTIOCONFIG: 'none.yaml' } });
    expect(ended).toMatchObject({ status: 65, stdout: '' });
    expect(ended.stderr).toContain('none.yaml');
  });

  it('passes over what cannot be read, with a warning', () => {
    const box = new Sandbox({ '.istioctl/config.yaml': 'a: [\n' });
    const ended = box.run(['version', '--remote=false'], { env: { HOME: box.folder } });
    expect(ended.status).toBe(0);
    expect(ended.stderr).toContain('warning: cannot read the settings in');
    const wrong = box.run(['version', '--remote=false'], { env: { ISTIOCTL_XDS_PORT: 'many' } });
    expect(wrong.status).toBe(0);
    expect(wrong.stderr).toContain('warning: xds-port is a port, not "many": what $ISTIOCTL_XDS_PORT says is ignored');
  });
});

describe('config set', () => {
  it('keeps the rest of the file as it is', () => {
    const box = new Sandbox({ '.istioctl/config.yaml': '# mine\nxds-port: 15010 # plain\n' });
    const env = { HOME: box.folder };
    const text = () => readFileSync(join(box.folder, '.istioctl/config.yaml'), 'utf8');
    const set = (...args: string[]) => {
      const ended = box.run(['experimental', 'config', 'set', ...args], { env });
      expect(ended).toMatchObject({ status: 0, stdout: '' });
    };
    set('istioNamespace', 'mesh');
    expect(text()).toBe('# mine\nxds-port: 15010 # plain\nistioNamespace: mesh\n');
    set('insecure', 'true');
    set('xds-port', '15012');
    expect(text()).toBe('# mine\nxds-port: 15012 # plain\nistioNamespace: mesh\ninsecure: true\n');
    set('istioNamespace');
    expect(text()).toBe('# mine\nxds-port: 15012 # plain\ninsecure: true\n');
  });

  it('makes the file, and its settings are defaults of flags', () => {
    const box = new Sandbox();
    const env = { HOME: box.folder };
    expect(box.run(['x', 'config', 'set', 'istioNamespace', 'mesh'], { env }).status).toBe(0);
    expect(existsSync(join(box.folder, '.istioctl/config.yaml'))).toBe(true);
    const said = (...args: string[]) => box.run(['manifest', 'generate', ...args], { env }).stderr;
    expect(said('--set', 'profile=empty')).toContain('--istioNamespace does not say where to install');
    expect(said('--set', 'profile=empty', '-i', 'istio-system')).not.toContain('--istioNamespace');
  });

  it('says that the file cannot be read', () => {
    const box = new Sandbox({ '.istioctl/config.yaml/file': '' });
    const ended = box.run(['x', 'config', 'set', 'insecure', 'true'], { env: { HOME: box.folder } });
    expect(ended).toMatchObject({ status: 65, stdout: '' });
    expect(ended.stderr).toMatch(/^Error: .*config\.yaml cannot be read: EISDIR$/m);
  });

  it.each([
    [['istioNamspace', 'a'], 'there is no setting "istioNamspace". Did you mean "istioNamespace"?'],
    [['foo', 'a'], 'there is no setting "foo". There is authority, cert-dir, insecure'],
    [['insecure', 'yes'], 'insecure is true or false, not "yes"'],
    [['xds-port', '99999'], 'xds-port is a port'],
    [['insecure', 'true', 'x'], 'what is "x" for?'],
    [[], 'name the flag to set: authority'],
  ])('refuses %j', (args, why) => {
    const ended = new Sandbox().run(['x', 'config', 'set', ...args]);
    expect(ended).toMatchObject({ status: 64, stdout: '' });
    expect(ended.stderr).toContain(why);
  });
});
