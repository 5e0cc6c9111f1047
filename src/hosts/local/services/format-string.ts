/** Utilities.formatString: "performs sprintf-like string formatting using '%'-style format strings". */
export function formatString(template: string, args: readonly unknown[]): string {
  let next = 0;
  return template.replace(
    /%(?:(\d+)\$)?([-+ 0,]*)(\d+)?(?:\.(\d+))?([sdifxXeEc%])/g,
    (_all, index: string | undefined, flags: string, width: string | undefined, precision: string | undefined, kind: string) => {
      if (kind === '%') return '%';
      const value = index === undefined ? args[next++] : args[Number(index) - 1];
      const plain = one(kind, value, precision === undefined ? null : Number(precision));
      const signed = /[dife]/.test(kind) && flags.includes('+') && !plain.startsWith('-') ? `+${plain}` : plain;
      const size = Number(width ?? 0);
      if (flags.includes('-')) return signed.padEnd(size);
      if (!flags.includes('0') || kind === 's') return signed.padStart(size);
      const sign = /^[+-]/.exec(signed)?.[0] ?? '';
      return sign + signed.slice(sign.length).padStart(size - sign.length, '0');
    },
  );
}

function one(kind: string, value: unknown, precision: number | null): string {
  switch (kind) {
    case 'd':
    case 'i':
      return String(Math.trunc(Number(value)));
    case 'f':
      return Number(value).toFixed(precision ?? 6);
    case 'x':
      return Math.trunc(Number(value)).toString(16);
    case 'X':
      return Math.trunc(Number(value)).toString(16).toUpperCase();
    case 'e':
    case 'E':
      return Number(value).toExponential(precision ?? 6);
    case 'c':
      return String(value).slice(0, 1);
    default:
      return precision === null ? String(value) : String(value).slice(0, precision);
  }
}
