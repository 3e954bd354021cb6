export { default as origins } from './generated/origins.json';
