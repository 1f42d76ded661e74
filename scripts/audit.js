// Asks the registry whether a dependency has a known weakness, and fails where one has. Mirrors of a registry often have no such
// list: that is said, and is no failure. Arguments go to `npm audit`.
import { spawnSync } from 'node:child_process';

/** Statuses of a server that has no list of advisories: there is no such page, or it answers no questions. */
const noList = new Set([404, 405, 501]);

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const { stdout, stderr, error } = spawnSync(npm, ['audit', '--json', ...process.argv.slice(2)], {
  encoding: 'utf8',
  maxBuffer: 2 ** 28,
  shell: process.platform === 'win32',
});
process.exitCode = verdict(error === undefined ? answerOf(stdout) : { message: error.message });

/** @returns the exit code; says on standard output why */
function verdict({ vulnerabilities, statusCode, message = stderr.trim() }) {
  if (vulnerabilities !== undefined) {
    const found = Object.values(vulnerabilities);
    for (const { name, severity, range, via } of found)
      say(`${severity}: ${name} ${range}: ${via.map(reason).join('; ')}`);
    say(found.length === 0 ? 'no dependency has a known weakness' : `known weaknesses: ${found.length}`);
    return found.length === 0 ? 0 : 1;
  }
  if (noList.has(statusCode)) {
    say(`NOT CHECKED: this registry has no list of advisories (it answers ${statusCode})`);
    say('One that has is asked by: node scripts/audit.js --registry URL');
    return 0;
  }
  say(`npm audit failed: ${message}`);
  return 1;
}

/** npm's answer, which is text where npm itself fails. */
function answerOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** A weakness itself, or the dependency that brings it. */
function reason(one) {
  return typeof one === 'string' ? `by ${one}` : `${one.title} (${one.url})`;
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
