import { message } from '../message.ts';

export const NegativeConditionStatus = message<{ type: string; reason: string; message: string }>({
  code: 'IST0171',
  name: 'NegativeConditionStatus',
  level: 'Warning',
  summary: "The resource's status says that a controller could not put it into effect",
  text: ({ type, reason, message }) =>
    `the controller reports ${type} as failed${reason && `, reason ${reason}`}${message && `: "${message}"`}. ` +
    'Correct what it names; the condition clears when the controller has looked again',
});
