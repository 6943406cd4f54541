import type { IsoDate } from "../../kernel/dates.ts";
import { sayCounting } from "../../kernel/duties/rule.ts";
import type { WorkingCalendar } from "../../kernel/workingDays.ts";
import { sayDate } from "../../ui/words.ts";
import { sayOpen } from "../duties/words.ts";
import type { WorkLine } from "./queries.ts";
import { sayChild } from "./words.ts";

/** One line of work: the child, what, when in words, on what authority. */
export function dueEntry(line: WorkLine, props: { today: IsoDate; calendar: WorkingCalendar }) {
  const said = sayOpen(line, props.today, props.calendar);
  return {
    what: line.rule.name,
    state: said.state,
    when: said.words,
    who: (
      <>
        <a href={`/children/${line.child.id}`}>{sayChild(line.child)}</a>
        {line.coverFor !== null && `, covered for ${line.coverFor}`}
      </>
    ),
    source: (
      <>
        {line.due < props.today
          ? `was due ${sayDate(line.due)}`
          : line.actBy === line.due
            ? `by ${sayDate(line.due)}`
            : `due ${sayDate(line.due)}: act by ${sayDate(line.actBy)}`}
        . {line.rule.source} ({sayCounting(line.rule)})
      </>
    ),
  };
}
