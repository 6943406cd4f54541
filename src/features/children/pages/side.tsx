import type { VNode } from "preact";
import { daysBetween, type IsoDate } from "../../../kernel/dates.ts";
import { sayCounting } from "../../../kernel/duties/rule.ts";
import { Card } from "../../../ui/pieces/card.tsx";
import { DueList } from "../../../ui/pieces/due-list.tsx";
import { Genogram } from "../../../ui/pieces/genogram.tsx";
import { sayDate } from "../../../ui/words.ts";
import { familyPicture } from "../family.ts";
import type { FindingRow, SourceLine } from "../quality.ts";
import { dueNow } from "../standing.ts";
import { displayName, FORMAT_WORDS } from "../words.ts";
import type { RecordProps } from "./props.ts";

const DUE_SHOWN = 8;

export function Due(props: RecordProps & { on: IsoDate }): VNode {
  const due = dueNow(props.derived, props.on, props.calendar).filter(
    ({ line }) => !props.cannotTell.has(line.rule.id),
  );
  return (
    <Card title="Due" id="due">
      <DueList
        items={due.slice(0, DUE_SHOWN).map(({ line, state, words }) => ({
          what: line.rule.name,
          state,
          when: words,
          source: (
            <>
              {line.due < props.on
                ? `was due ${sayDate(line.due)}`
                : line.actBy === line.due
                  ? `by ${sayDate(line.due)}`
                  : `due ${sayDate(line.due)}: act by ${sayDate(line.actBy)}`}
              . {line.rule.source} ({sayCounting(line.rule)})
            </>
          ),
        }))}
        empty="Nothing is due in the next six months that the rules and the data held can tell."
      />
      <p>
        <a href={`/children/${props.child.id}/duties`}>
          {due.length > DUE_SHOWN
            ? `All ${due.length} due, and every duty met or missed`
            : "Every duty, met and missed, with its rule"}
        </a>
      </p>
    </Card>
  );
}

export function Family(props: RecordProps & { on: IsoDate }): VNode {
  const picture = familyPicture(props.child, props.relatives, props.on);
  const children = props.relatives.filter((r) => r.childId !== null);
  return (
    <Card title="Family">
      {picture === null ? (
        <p class="muted">No family is recorded. Not known is not the same as none.</p>
      ) : (
        <Genogram id="family" family={picture} title={`Family of ${displayName(props.child)}`} />
      )}
      {children.length > 0 && (
        <p class="small">
          Children with records:{" "}
          {children.map((r, i) => (
            <>
              {i > 0 && ", "}
              <a href={`/children/${r.childId}`}>{r.name ?? r.ref}</a>
            </>
          ))}
        </p>
      )}
    </Card>
  );
}

export function Quality(props: { findings: readonly FindingRow[] }): VNode {
  const count = props.findings.length;
  return (
    <Card title="Data quality" id="quality">
      {count === 0 ? (
        <p class="small">Nothing odd was found in the files about this child.</p>
      ) : (
        <>
          <p class="small">
            {count} thing{count === 1 ? "" : "s"} to mend where the file was made:
          </p>
          <ul class="small">
            {props.findings.map((f) => (
              <li>
                {f.message}{" "}
                <span class="muted">
                  {f.said === null ? "" : `The file says “${f.said}”. `}
                  {f.fileName}, {f.place}.
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

export function Sources(props: { sources: readonly SourceLine[]; today: IsoDate }): VNode {
  return (
    <Card title="What this rests on" look="flat">
      <ul class="small">
        {props.sources.map((s) => (
          <li>
            {FORMAT_WORDS[s.format] ?? s.format}: {s.fileName}, speaks for {sayDate(s.asAt)} (
            {daysBetween(s.asAt, props.today)} days ago)
          </li>
        ))}
      </ul>
    </Card>
  );
}
