import { map, object, string } from '../shape.ts';

/** cert-manager's Certificate; `secretTemplate` is copied to the Secret that it makes. */
export const certificate = object({
  spec: object({
    secretName: string,
    secretTemplate: object({ annotations: map(string), labels: map(string) }),
  }),
});
