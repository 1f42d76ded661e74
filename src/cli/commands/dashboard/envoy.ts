export { default } from './proxy.ts';
