/** The headings that help lists commands under. */
export const groups = {
  check: 'Check configuration:',
  install: 'Install:',
  inject: 'Inject:',
  inspect: 'Look inside:',
  about: 'About meshwright:',
};
