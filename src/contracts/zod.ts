/**
 * zod/mini, told not to compile its schemas: `new Function` is what a strict content security
 * policy refuses and a store's reviewer asks about.
 */
import * as z from 'zod/mini';

z.config({ jitless: true });

export { z };
