import type { VNode } from "preact";
import { Card, Columns } from "../pieces/card.tsx";
import { ChildsWords } from "../pieces/childs-words.tsx";
import { Chips } from "../pieces/chips.tsx";
import { DueList } from "../pieces/due-list.tsx";
import { Facts } from "../pieces/facts.tsx";
import type { Family } from "../pieces/family.ts";
import { Genogram } from "../pieces/genogram.tsx";
import { HeldBy, PageHead } from "../pieces/page-head.tsx";
import { Tag } from "../pieces/tag.tsx";
import { Timeline, type TimelineEntry } from "../pieces/timeline.tsx";

/** A family with what families have: a lone grandparent, two fathers, one not found, a death. */
export const family: Family = {
  members: [
    { id: "nan", name: "Nan, Carol", sex: "female" },
    { id: "grandad", name: "Grandad, Ted", sex: "male", died: true },
    { id: "mum", name: "Mum, Kelly", sex: "female" },
    { id: "father", name: "father ?", sex: "male", unknown: true },
    { id: "kaidad", name: "Lee", sex: "male" },
    { id: "joel", name: "Joel, 9", sex: "male" },
    { id: "maya", name: "Maya, 7", sex: "female", isSubject: true },
    { id: "kai", name: "Kai, 2", sex: "male" },
  ],
  unions: [
    { partners: ["grandad", "nan"], children: ["mum"] },
    { partners: ["mum", "father"], children: ["joel", "maya"], ended: true },
    { partners: ["mum", "kaidad"], children: ["kai"] },
  ],
};

export const timeline: readonly TimelineEntry[] = [
  {
    isoDate: "2026-11-19",
    when: "Thu 19 Nov",
    kind: "late",
    title: "Visit at home was due",
    children: "Every 10 working days under this plan. Not yet made.",
  },
  {
    isoDate: "2026-11-10",
    when: "Tue 10 Nov",
    title: "Seen at school, alone",
    href: "#read",
    children: "Drew her house. Talked about Nan and about Dean.",
  },
  {
    isoDate: "2026-11-06",
    when: "Fri 6 Nov",
    kind: "key",
    title: "Decision: legal gateway, begin pre-proceedings",
    children: (
      <>
        Decided by H. Price, authorised by J. Okafor. Maya’s view was considered.{" "}
        <a class="screen-only" href="#reasons">
          Reasons
        </a>
      </>
    ),
  },
  {
    isoDate: "2026-10-28",
    when: "Wed 28 Oct",
    title: "Core group",
    children: "Two outcomes better, one worse: food at home. Early review asked for.",
    recorded: "Written down 6 days later by A. Osei",
  },
  {
    isoDate: "2026-10-26",
    when: "Mon 26 Oct",
    kind: "unknown",
    title: "Police: disturbance at the address",
    children: "Two calls give different days. Dean present. Children asleep upstairs.",
  },
  {
    isoDate: "2025-12-04",
    when: "Thu 4 Dec",
    kind: "key",
    title: "Initial conference: plan, neglect",
    children: "Age 6. Quorate. Day 14 of 15 from the strategy discussion.",
  },
];

function Standing(): VNode {
  return (
    <Card title="Where things stand">
      <p>
        Plan since 12 March after Maya and Joel were found alone overnight. School attendance is up from 61%
        to 88%. Mum has kept five of the last six sessions with the drug and alcohol service. Two visits in
        October found no food in the house.
      </p>
      <ChildsWords
        words="I like it when Nan comes because there is tea. I don’t want to go to a different house."
        by="Maya, drawing with Amara at school, Tue 10 Nov"
        changed="It changed the plan: Nan’s evenings are now part of it."
      />
      <Facts
        items={[
          { term: "Last seen", value: "Tue 10 Nov, alone, at school. At home: Thu 22 Oct, bedroom seen" },
          {
            term: "Worried about",
            value: "being left alone at night; no food; a man called Dean staying over",
          },
          { term: "Working well", value: "Nan; Mrs Aldous at school; Mum asks for help before weekends" },
          {
            term: "Not known",
            value: (
              <>
                where Maya’s father is; who Dean is: <a href="#police">police asked 12 Nov</a>
              </>
            ),
          },
          { term: "First language", missing: "not asked yet" },
        ]}
      />
    </Card>
  );
}

function Due(): VNode {
  return (
    <Card title="Due" aside={<a href="#rules">How these are worked out</a>}>
      <DueList
        items={[
          {
            what: "Visit at home",
            href: "#visit",
            state: "late",
            when: "2 days late",
            source: "was due Thu 19 Nov. Amara has been off since Wed; cover: Tom Reyes",
          },
          {
            what: "Core group",
            href: "#core-group",
            state: "soon",
            when: "Wed 25 Nov",
            source: "28 days after the last (local rule)",
          },
          {
            what: "First pre-proceedings meeting",
            state: "later",
            when: "Mon 7 Dec",
            source: "10 working days from the letter of 23 Nov",
          },
          {
            what: "Health assessment",
            state: "unknown",
            when: "day not known",
            source: "the date of the last one has not been recorded",
          },
        ]}
      />
    </Card>
  );
}

/** A child's page as it should feel. */
export function ChildSample(): VNode {
  return (
    <>
      <PageHead
        over={
          <>
            <span>NM104822</span> <span>NHS 943 476 5919</span>{" "}
            <a class="screen-only" href="#looked">
              Who has looked at this record
            </a>
          </>
        }
        title="Maya Ellison, 7"
        lead={
          <>
            Born 14 Feb 2019. Lives with her mother and two brothers at <a href="#address">Albert Terrace</a>.
          </>
        }
        tags={
          <>
            <Tag standing="solid">Child protection plan: neglect</Tag>
            <Tag>Pre-proceedings</Tag>
            <Tag>Sibling group of 3</Tag>
            <Tag standing="unknown">Father: not yet found</Tag>
          </>
        }
        aside={<HeldBy name="Amara Osei" note="accepted 3 Jun 2026, third worker in 2 years" />}
      />
      <Columns
        lead={<Standing />}
        sideLabel="What is due, and family"
        side={
          <>
            <Due />
            <Card title="Family">
              <Genogram id="family" family={family} title="Maya’s family" />
            </Card>
            <Card title="Data quality">
              <p class="small">
                2 things to mend: <a href="#ethnicity">ethnicity not recorded</a> (needed for the census) and{" "}
                <a href="#school">school changed without a date</a>.
              </p>
            </Card>
          </>
        }
        main={
          <Card look="flat" title="Timeline">
            <Chips
              label="Timeline: show"
              items={[
                { href: "#all", text: "Everything", current: true },
                { href: "#decisions", text: "Decisions", count: 4 },
                { href: "#seen", text: "Seen", count: 19 },
                { href: "#words", text: "Her words", count: 6 },
                { href: "#police", text: "Police" },
                { href: "#health", text: "Health" },
                { href: "#school", text: "School" },
                { href: "#known", text: "As known on a date" },
              ]}
            />
            <Timeline entries={timeline} />
          </Card>
        }
      />
    </>
  );
}
