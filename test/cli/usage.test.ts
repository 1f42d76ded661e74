import { describe, expect, it } from 'vitest';
import { Sandbox } from '../support/run.ts';
import { badPortName, fine, shop } from '../support/shop.ts';

describe('what does not exist', () => {
  it.each([
    [['foo'], 'there is no command "foo". "meshwright help" lists them'],
    [['analyse', 'a.yaml'], 'there is no command "analyse". Did you mean "analyze"? "meshwright help" lists them'],
    [['help', 'versoin'], 'there is no command "versoin". Did you mean "version"? "meshwright help" lists them'],
    [
      ['x', 'describe', 'pods', 'cart-1'],
      'there is no command "experimental describe pods". Did you mean "experimental describe pod"? "meshwright help experimental describe" lists them',
    ],
    [
      ['x', 'descrbe'],
      /"experimental descrbe"\. Did you mean "experimental describe"\? "meshwright help experimental" lists/,
    ],
    [['manifest', 'foo'], 'there is no command "manifest foo". "meshwright help manifest" lists them'],
    [['-n', 'shop'], 'no command is given: "meshwright help" lists them'],
    [['--nonsense'], 'there is no flag "--nonsense". "meshwright --help" lists the flags'],
    [['analyze', '--nonsense'], 'there is no flag "--nonsense". "meshwright analyze --help" lists the flags'],
    [
      ['analyze', '--use-cube=false'],
      'there is no flag "--use-cube". Did you mean "--use-kube"? "meshwright analyze --help" lists the flags',
    ],
    [
      ['analyze', '--mesh-config-file', 'x'],
      'there is no flag "--mesh-config-file". Did you mean "--meshConfigFile"? "meshwright analyze --help" lists the flags',
    ],
    [
      ['admin', 'log', '--from', 'bug-report.tar.gz'],
      'there is no flag "--from". This command does not read bug reports. "meshwright admin log --help" lists the flags',
    ],
    [['analyze', '-kx'], 'there is no flag "-x". "meshwright analyze --help" lists the flags'],
    [['version', '--analyzer=x'], 'there is no flag "--analyzer". "meshwright version --help" lists the flags'],
    [['version', 'json'], '"meshwright version" takes no arguments: what is "json" for?'],
    [['version', '-o', 'jsn'], '--output takes json or yaml, not "jsn". Did you mean "json"?'],
    [['explain', '-o', 'tex'], '--output takes text or json, not "tex". Did you mean "text"?'],
    [['explain', 'IST010l'], 'there is no code "IST010l". Did you mean "IST0101"? "meshwright explain" lists them'],
    [
      ['analyze', '.', '--analyzer', 'gateway.SecretAnalyser'],
      /^there is no analyzer ".*Did you mean "gateway\.SecretAnalyzer"\?/,
    ],
    [['analyze', '.', '--exclude-analyzer', 'x'], 'there is no analyzer "x". "meshwright analyze -L" lists them'],
    [['analyze', '.', '--severity', 'IST9999=Info'], /^there is no code "IST9999"\./],
    [
      ['analyze', '.', '--severity', 'IST0118=Fatal'],
      /^--severity takes CODE=LEVEL with one of Error, Warning, Info, off, not/,
    ],
    [['analyze', '.', '--suppress', 'IST0118=cart'], /^--suppress takes CODE=RESOURCE, as in .*, not "IST0118=cart"$/],
    [['analyze', '.', '--suppress', 'IST0118'], /^--suppress takes CODE=RESOURCE, as in .*, not "IST0118"$/],
    [
      ['analyze', '.', '--failure-threshold', 'Warnign'],
      '--failure-threshold takes Error, Warning or Info, not "Warnign". Did you mean "Warning"?',
    ],
    [['analyze', '.', '--output-threshold=fatal'], '--output-threshold takes Error, Warning or Info, not "fatal".'],
    [['analyze', '.', '--closed-world=constructor'], /takes true or false, not "constructor"/],
    [['analyze', '.', '--timeout', '5'], '--timeout takes a duration like 300ms, 30s or 1m30s, not "5"'],
    [['analyze', '.', '-k=maybe'], '-k takes true or false, not "maybe". "meshwright analyze --help" lists the flags'],
    [['analyze', '.', '-n'], '-n needs a value. "meshwright analyze --help" lists the flags'],
    [
      ['analyze'],
      'nothing to analyze: name files, folders or - (or set analyze.paths in meshwright.yaml); there is no kubeconfig either',
    ],
    [['analyze', ''], 'a path is empty: is a variable on the command line unset?'],
    [['analyze', '-', '-'], 'standard input ("-") can be read only once'],
  ])('%j', (args, message) => {
    const { status, stdout, stderr } = new Sandbox({ 'a.yaml': fine }).run(args);
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' });
    expect(stderr).toMatch(/^Error: [^\n]*\n$/);
    if (typeof message === 'string') expect(stderr).toBe(`Error: ${message}\n`);
    else expect(stderr.slice('Error: '.length, -1)).toMatch(message);
  });

  it('goes on past a --suppress whose code is unknown, as istioctl does', () => {
    const ended = new Sandbox(shop).run(['analyze', 'shop', '--suppress', 'IST9999=*']);
    expect(ended.status).toBe(79);
    expect(ended.stderr).toContain('warning: there is no code "IST9999": this --suppress does nothing.');
  });
});

describe('flags', () => {
  const codes = (args: string[], kubeconfig = 'there') => {
    const box = new Sandbox({ 'a.yaml': badPortName(), there: 'clusters: []\n', '-odd.yaml': '# nothing\n' });
    const ended = box.run(args, { env: { KUBECONFIG: kubeconfig } });
    return {
      ...ended,
      stdout: ended.stdout === '' ? [] : JSON.parse(ended.stdout).map((one: { code: string }) => one.code),
    };
  };

  it.each([
    ['--use-kube=false'],
    ['--use-kube=F'],
    ['--use-kube=0'],
    ['-k=false'],
    ['-Ak=FALSE'],
    ['--no-use-kube'],
    ['--use-kube', '--use-kube=false'],
  ])('%s %s turns a flag off', (...flags) => {
    const ended = codes(['analyze', ...flags.filter(Boolean), '-ojson', 'a.yaml']);
    expect(ended).toMatchObject({ status: 0, stdout: ['IST0118'] });
    expect(ended.stderr).not.toContain('live cluster');
  });

  it.each([['--use-kube'], ['-k'], ['--use-kube=true'], ['-k=1'], ['-vk']])('%s turns it on', (flag) => {
    expect(codes(['analyze', flag, '-ojson', 'a.yaml'])).toMatchObject({ status: 65, stdout: [] });
  });

  it.each([
    [['-n', 'other', 'analyze', '-ojson', 'a.yaml'], []],
    [['analyze', '-n', 'other', '-ojson', 'a.yaml'], []],
    [['analyze', 'a.yaml', '-ojson', '-nother'], []],
    [['analyze', 'a.yaml', '-ojson', '-n=other'], []],
    [['--namespace=shop', 'analyze', '-ojson', 'a.yaml'], ['IST0118']],
    [['-n', 'analyze', 'analyze', '-ojson', 'a.yaml'], []],
    [['-o', 'json', 'analyze', 'a.yaml'], ['IST0118']],
    [['-k=false', 'analyze', '--output=json', 'a.yaml'], ['IST0118']],
    [['analyze', '-n', '', '-ojson', 'a.yaml'], ['IST0118']],
    [['analyze', '-A', '-n', 'other', '-ojson', 'a.yaml'], ['IST0118']],
    [['analyze', '-A=false', '-n', 'other', '-ojson', 'a.yaml'], []],
    [['analyze', '-R', '-i', 'mesh', '--kubeclient-timeout', '3s', '--vklog=5', '-ojson', 'a.yaml'], ['IST0118']],
  ])('%j', (args, expected) => {
    expect(codes(args)).toMatchObject({ status: 0, stdout: expected });
  });

  it.each([[['-n', '']], [['-n', 'default', '--namespace=']]])('%j names no other namespace than without', (flags) => {
    const box = new Sandbox({ 'a.yaml': fine.replace('namespace: shop', 'namespace: default') });
    const ended = box.run(['x', 'describe', 'service', 'cart', '-f', 'a.yaml', ...flags]);
    expect(ended).toMatchObject({ status: 0, stdout: expect.stringContaining('cart.default') });
  });

  it('end at --', () => {
    expect(codes(['analyze', '-ojson', '--', '-odd.yaml', 'a.yaml'])).toMatchObject({ status: 0, stdout: ['IST0118'] });
    expect(codes(['analyze', '-k=0', '--', '-h'])).toMatchObject({ status: 65, stderr: 'Error: -h does not exist.\n' });
    expect(codes(['analyze', '-ojson', '-odd.yaml'])).toMatchObject({ status: 64 });
  });
});
