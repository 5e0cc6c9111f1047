import { openQuotas } from '../../../../src/hosts/local/owner/quotas';

it('refuses in Google’s words when the day is used up, and begins again 24 h after its first use', () => {
  let now = 0;
  const quotas = openQuotas(() => now);
  quotas.use('mail', 60);
  now = 3_600_000;
  expect(() => quotas.use('mail', 41)).toThrow('Service invoked too many times for one day: email.');
  expect(quotas.left('mail')).toBe(40);
  now = 86_400_000;
  expect(quotas.left('mail')).toBe(100);
});

it('has 90 minutes of trigger runtime', () => {
  const quotas = openQuotas(() => 0);
  quotas.spend('triggerMs', 89 * 60_000);
  expect(quotas.left('triggerMs')).toBe(60_000);
  quotas.spend('triggerMs', 2 * 60_000);
  expect([quotas.left('triggerMs'), quotas.refusal('triggerMs')]).toEqual([0, 'Service using too much computer time for one day']);
});
