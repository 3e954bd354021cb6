import { namedHosts } from './named-hosts.ts';
import { companies } from './recorders.json';

export const recorders = namedHosts(companies);
