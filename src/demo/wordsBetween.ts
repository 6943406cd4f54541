import type { Words } from "./wordsOther.ts";

/** Between times with a young adult who has left care. */
export const BETWEEN_LEAVING: readonly (Words & { readonly weight: number; readonly quoted?: true })[] = [
  {
    kind: "Telephone call",
    weight: 5,
    good: [
      "{name} rang about the deposit. I said I would find out today and I did, at ten to five.",
      "Rang the college with {name} beside me. Place held until Friday.",
      "Missed call from {name} at eleven at night. Rang at nine. It was the boiler, and the quiet.",
    ],
    tired: ["TC to {name}, no answer, text sent.", "Housing benefit query chased."],
  },
  {
    kind: "Email",
    weight: 2,
    good: [
      "Email to housing: {name} has been bidding for five months and has never been told {their} band. Asked for an answer, not a link.",
    ],
    tired: ["Emailed DWP re sanction."],
  },
  {
    kind: "Supervision",
    weight: 2,
    good: [
      "We talked about who {name} would ring in the night if not me. One name is not enough. Family finding agreed.",
    ],
    tired: ["Supervision - pathway plan due, to book."],
  },
];

/** What fills the days between: telephone calls, letters, supervision, a manager's look. */
export const BETWEEN: readonly (Words & { readonly weight: number; readonly quoted?: true })[] = [
  {
    kind: "Telephone call",
    weight: 34,
    good: [
      "home|{mum} rang, upset. She had got the letter and read it as a threat. I read it again with her as she would read it, and I see why. Apologised. Visit brought forward.",
      "5+|Rang {school}. {name} in every day this week, late twice. The lunchtime lady says {they} has been asking for seconds.",
      "Call from {dad}. He wants to be told things directly and not through {mum}. That is fair and I have put him on the list for minutes.",
      "4-home|Health visitor rang: weight is following the line again. She will see {name} again in a fortnight and tell me the same day.",
      "home|Rang {mum} to say I was running late. She said thank you for ringing. Worth doing.",
      "home|{gran} rang. She is worried and does not want {mum} to know she rang. I said what I can keep private and what I cannot.",
      "home|Police: no further action on the incident we were told of. {mum} had not been told. I told her.",
      "home|Call from the GP surgery: {name} was not brought to the second appointment. I have asked {mum} why before deciding what it means.",
    ],
    tired: [
      "TC to {mum}. N/A. VM left.",
      "5+|TC from school re attendance. Will pick up at CG.",
      "Tried {mum} x3, no reply.",
      "Rang HV, on leave til Mon.",
      "TC {dad}. Not happy with us. Noted.",
    ],
  },
  {
    kind: "Email",
    weight: 16,
    good: [
      "5+|Email to {school} asking three things only: how {name} is on Mondays, who {they} sits with, and what {they} eats.",
      "Email from CAMHS: eleven weeks. I have replied asking what {name} can have in the meantime and copied my manager.",
      "home|Email to housing with photographs of the damp, dated. Fourth email. Copied to their manager this time.",
      "5+|Minutes received. {name}'s words were left out. Sent back.",
    ],
    tired: ["5+|Email sent to school chasing report.", "home|Emailed housing again.", "Fwd to TM."],
  },
  {
    kind: "Supervision",
    weight: 12,
    good: [
      "5+|We asked what we would think if this were a new referral today. The honest answer is that it would meet the threshold. Decision: keep the plan, see {name} alone within the week, look for the uncle nobody has met.",
      "5+|My manager asked what {name} would say about me. I said that I am always in a rush. Two visits moved so that I am not.",
      "home|Drift named: the same three actions since spring. Each has one owner and a date now.",
      "home|I have been more hopeful than the facts allow since {mum} stopped shouting at me. Written down so that I notice.",
    ],
    tired: ["Supervision - case discussed. Continue with plan.", "Sup. No change. Visits up to date."],
  },
  {
    kind: "Management oversight",
    weight: 10,
    good: [
      "Record read. I can tell what has been done and I would like to be able to tell what it is like to be {name}. Please add from your last visit. You told me more on the stairs than is written here.",
      "I have looked at this because the last two visits fell close to the line. Both were made and {name} was seen alone. Thank you.",
      "The father is missing from this record. Please find him or write what has been tried.",
    ],
    tired: ["MO: reviewed. Continue.", "File audit: chronology needs updating."],
  },
  {
    kind: "Direct work",
    weight: 10,
    quoted: true,
    good: [
      "5+|Direct work with {name} at {school}: wizards and fairies. The wish wand took longest and {they} wanted me to write it down exactly.",
      "5+|We made a timeline on lining paper. {name} drew the houses first and put the people in after.",
      "5+|Walked the dog round the reservoir. {name} talks when {they} does not have to look at you.",
    ],
    tired: ["1:1 with {name} in school. Worksheet scanned to file."],
  },
  {
    kind: "School",
    weight: 9,
    good: [
      "5+|Saw {name}'s teacher. {They} has stopped bringing the big coat, has two friends, and put {their} hand up on Tuesday.",
      "5+|{school} say {name} fell asleep in maths. The teaching assistant let {them} sleep. I would have too.",
    ],
    tired: ["School report attendance 87%.", "DSL no new concerns."],
  },
  {
    kind: "Family time",
    weight: 5,
    good: [
      "Family time supervised. {mum} came with a bag of small things, each thought about. {name} would not let go at the end and neither rushed {them}.",
      "5+|{dad} did not come. {name} waited forty minutes. I have told him what that looked like.",
    ],
    tired: ["Contact supervised, positive. See sheet.", "Contact cancelled - {dad} unwell."],
  },
];
