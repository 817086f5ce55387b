import { defineEvent } from '../../kernel/events.js';

/** A measure may not be carried out any more: whoever still carries it out has to stop. */
export const measureRetired = defineEvent<{ measureId: number; reason: string }>('measures.measureRetired');
