/** MailApp, into the local outbox: https://developers.google.com/apps-script/reference/mail/mail-app */

import { Blob } from './blob';
import { allowOnly, here, Service, ServiceError, unwrap } from './core';

export class MailApp extends Service {
  readonly title = 'MailApp';
  /** sendEmail(message), (to, subject, body), (to, subject, body, options), (to, replyTo, subject, body). */
  sendEmail(...args: unknown[]): void {
    allowOnly(['FULL'], 'MailApp.sendEmail', 'script.send_mail');
    const message = messageOf(args);
    const to = text(message['to']);
    if (to.trim() === '') throw new ServiceError('Failed to send email: no recipient');
    const recipients = [to, text(message['cc']), text(message['bcc'])]
      .join(',')
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
    const bad = recipients.find((one) => !/^[^@\s]+@[^@\s]+$/.test(one.replace(/^.*<(.*)>$/, '$1')));
    if (bad !== undefined) throw new ServiceError(`Invalid email: ${bad}`);
    if (recipients.length > 50) throw new ServiceError('Limit exceeded: Email Recipients Per Message.');
    if (Buffer.byteLength(text(message['body'])) > 200 * 1024) throw new ServiceError('Limit exceeded: Email Body Size.');
    here().charge('sendEmail', 0, 0);
    const attachments = ((message['attachments'] ?? []) as unknown[]).map(unwrap).filter((one) => one instanceof Blob);
    here().ask(
      'mail.send',
      {
        to,
        cc: text(message['cc']),
        bcc: text(message['bcc']),
        replyTo: text(message['replyTo']),
        name: text(message['name']),
        subject: text(message['subject']),
        body: text(message['body']),
        htmlBody: text(message['htmlBody']),
        attachments: attachments.map((one) => ({ name: one.named ?? '', type: one.type ?? '', base64: Buffer.from(one.bytes).toString('base64') })),
      },
      recipients.length,
    );
  }
  getRemainingDailyQuota(): number {
    allowOnly(['FULL'], 'MailApp.getRemainingDailyQuota', 'script.send_mail');
    return here().ask('mail.quota') as number;
  }
}

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

function messageOf(args: readonly unknown[]): Record<string, unknown> {
  const [first, second, third, fourth] = args;
  if (args.length === 1 && typeof first === 'object' && first !== null) return first as Record<string, unknown>;
  if (typeof fourth === 'string') return { to: first, replyTo: second, subject: third, body: fourth };
  return { ...((fourth ?? {}) as object), to: first, subject: second, body: third };
}
