import { namedHosts } from './named-hosts.ts';
import { companies } from './recognizers.json';

export const recognizers = namedHosts(companies);
