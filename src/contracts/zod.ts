/**
 * zod/mini without compiled schemas: a strict content security policy forbids `new Function`, and store reviewers
 * ask about it.
 */
import * as z from 'zod/mini';

z.config({ jitless: true });

export { z };
