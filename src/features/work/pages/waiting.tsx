import type { VNode } from "preact";
import { type IsoDate, londonDate } from "../../../kernel/dates.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Details } from "../../../ui/govuk/details.tsx";
import { Textarea } from "../../../ui/govuk/textarea.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { sayDate } from "../../../ui/words.ts";
import { sayAge } from "../../children/words.ts";
import type { Waiting } from "../queries.ts";
import { sayChild } from "../words.ts";

/** Children offered to me. Whoever sends goes on holding until I say yes. */
export function WaitingList(props: { waiting: readonly Waiting[]; today: IsoDate }): VNode | null {
  if (props.waiting.length === 0) return null;
  return (
    <Card title="Offered to you" id="offered">
      <p>Until you accept, the one who holds the child now goes on holding.</p>
      <ul class="due">
        {props.waiting.map((offer) => (
          <li class="due-item due-soon">
            <Offer offer={offer} today={props.today} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Offer(props: { offer: Waiting; today: IsoDate }): VNode {
  const { offer, today } = props;
  const age = sayAge(offer.born, today);
  const early = offer.from > today;
  return (
    <>
      <div class="due-what">
        {sayChild(offer.child)}
        {age !== null && `, ${age}`}
        <span class="due-who">
          from {offer.sender ?? "nobody"}, offered {sayDate(londonDate(offer.offeredAt))}
          {offer.offeredBy !== null && ` by ${offer.offeredBy}`}
        </span>
      </div>
      <div class="due-when">{early ? `from ${sayDate(offer.from)}` : "yours when you accept"}</div>
      <div class="due-source">{offer.reason}</div>
      <div class="due-action no-print">
        {early ? (
          <p class="small">You can accept from {sayDate(offer.from)}.</p>
        ) : (
          <form method="post" action={`/handovers/${offer.handover}/accept`}>
            <Button preventDoubleClick>Accept {sayChild(offer.child)}</Button>
          </form>
        )}
        <Details summary="Say no">
          <form method="post" action={`/handovers/${offer.handover}/decline`}>
            <Textarea
              name="reason"
              id={`reason-${offer.handover}`}
              label="Why you cannot take this child now"
              hint="The manager who offered the child reads this."
              rows={2}
            />
            <Button classes="govuk-button--secondary" preventDoubleClick>
              Say no
            </Button>
          </form>
        </Details>
      </div>
    </>
  );
}
