import type { Answer } from '../hosts/apps-script/api';
import type { Speaker } from './say';

/** The closing checklist: each point with its number of rows, and the first of them to go to. */
export function ClosingPoints({ speak, points }: { readonly speak: Speaker; readonly points: Answer<'closingPage'>['points'] }) {
  const { say } = speak,
    open = points.filter(({ count }) => count > 0);
  return (
    <>
      <h2>{say('closing.points')}</h2>
      {open.length === 0 && <p class="hint">{say('closing.points.none')}</p>}
      {open.map((point) => (
        <details key={point.key}>
          <summary>
            {say(`closing.${point.key}`)} <span class="chip">{speak.number(point.count)}</span>
          </summary>
          <ul>
            {point.rows.map((row, i) => (
              <li key={`${i} ${row.what}`}>
                <Link href={row.href} text={point.key === 'source' ? say('closing.source.row', { n: row.what }) : row.what} />
              </li>
            ))}
          </ul>
          <Link
            href={point.href}
            text={
              point.count > point.rows.length
                ? say('closing.more', { n: point.count - point.rows.length, tab: point.tab })
                : say('closing.where', { tab: point.tab })
            }
          />
        </details>
      ))}
    </>
  );
}

const Link = ({ href, text }: { readonly href: string; readonly text: string }) =>
  href === '' ? (
    <span>{text}</span>
  ) : (
    <a href={href} target="_blank" rel="noreferrer">
      {text}
    </a>
  );
