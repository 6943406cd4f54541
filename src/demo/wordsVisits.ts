/** Whether what was seen was better or worse, so that what is made of it agrees. */
export type Tone = "good" | "bad";

/** Sentences for visits. `{name}`, `{mum}`, `{they}`, `{school}` and the like are filled in when the note is written. */
export const HOME_OPENINGS: readonly string[] = [
  "5+|Planned visit after school.",
  "Unannounced visit, quarter past four.",
  "Home visit, arranged by text with {mum}.",
  "Visit brought forward as {mum} had an appointment on the usual day.",
  "4-|Joint visit with the health visitor.",
  "Evening visit so that {dad} could be there after work.",
  "Planned visit. {mum} answered straight away and the kettle was on.",
  "Unannounced. {mum} was not pleased to see me at first but let me in and we talked.",
];

export const HOME_SEEN_ALONE: readonly string[] = [
  "4+|{name} showed me {their} bedroom and we talked there on our own for about twenty minutes.",
  "5+|I spoke to {name} alone in the garden; {they} chose where.",
  "6+|{name} and I walked to the shop and back so that {they} could talk without being listened to.",
  "5+|{name} and I filled in a sheet together, just us: what is good, what is hard, what would help.",
  "4+|Saw {name} on {their} own first, before I spoke to the adults.",
];

export const HOME_SEEN: readonly string[] = [
  "{name} was in the living room with everybody else and stayed close to {mum}.",
  "6+|{name} was seen with the family. {They} did not want to come away from the television and I did not push it.",
  "6+|Saw {name} at the table doing homework. No chance to speak alone today and I said to {mum} that I will need one next time.",
  "10+|{name} came down when I asked and stayed ten minutes, one earphone in.",
  "9-|{name} was there throughout and played on the rug.",
];

export const HOME_NOT_SEEN: readonly string[] = [
  "8+|{name} was not in. {mum} said {they} had gone to a friend's; I have asked for the friend's name and will see {name} at {school} this week.",
  "No answer at the door though the television was on. Card left, text sent. Not seen.",
  "12-|{name} was asleep upstairs and {mum} did not want {them} woken. Not seen. I will come back in the next two days.",
  "Visit was not possible: nobody home. Second attempt booked.",
];

export const HOME_LOOKED: readonly (readonly [theme: string, tone: Tone, words: string])[] = [
  [
    "neglect",
    "good",
    "The kitchen was clear and there was food in for the week, which there was not last time.",
  ],
  [
    "neglect",
    "bad",
    "Still no door on the bathroom and the mattress has no sheet. {mum} says the grant has not come through; I will chase it myself.",
  ],
  [
    "neglect",
    "bad",
    "The house smelled of damp and the washing had been wet a while. {name}'s coat does not fasten.",
  ],
  [
    "domestic-abuse",
    "good",
    "No sign of {dad} at the house; one toothbrush fewer and {mum} has changed the lock. She told me about Saturday without my asking.",
  ],
  [
    "domestic-abuse",
    "bad",
    "There is a new hole in the hall door. {mum} said it was the wind. I said gently that I did not think it was, and she did not argue.",
  ],
  [
    "domestic-abuse",
    "good",
    "{mum} has kept every appointment with the domestic abuse worker and can say in her own words what the children heard.",
  ],
  [
    "parental-mental-health",
    "good",
    "{mum} was still in her dressing gown at four but talked well. She is taking the tablets again and the sleep is coming back.",
  ],
  [
    "parental-mental-health",
    "bad",
    "Curtains drawn, {mum} flat and slow to answer. I rang the mental health team from the car.",
  ],
  [
    "substances",
    "good",
    "{mum} was clear-eyed and the test last week was negative. She showed me the letter before I asked.",
  ],
  [
    "substances",
    "bad",
    "I could smell alcohol at three in the afternoon. {mum} said one glass. We talked about what one glass has meant before.",
  ],
  [
    "physical",
    "good",
    "5+|No marks seen. {dad} walked me through what he does now when he feels it building, and {name} nodded at two of them.",
  ],
  [
    "sexual",
    "good",
    "The sleeping arrangements are as agreed and {mum} is clear that he has not been in the house or near the school.",
  ],
  [
    "exploitation",
    "bad",
    "10+|New trainers, nobody can say from where. Phone rang four times while I was there and {they} turned it over each time.",
  ],
  [
    "behaviour",
    "good",
    "7+|{mum} kept her voice down when {name} swore at her and it did blow over. That is new.",
  ],
  [
    "disability",
    "good",
    "The adaptations are finally done. {mum} cried a bit; she has been managing without for two years.",
  ],
  [
    "acute-stress",
    "bad",
    "Three letters from the landlord on the table, none opened. We opened them together.",
  ],
  ["asylum", "good", "{name} has a lock on the bedroom door and a key, and uses it."],
  [
    "neglect",
    "good",
    "There is a rota on the fridge in {mum}'s writing and most of it had been crossed off.",
  ],
  [
    "neglect",
    "bad",
    "The gas had run out on Sunday. {mum} had not told anybody and they had all been in one bed for the warmth.",
  ],
  [
    "domestic-abuse",
    "bad",
    "A man's jacket on the banister. {mum} said her brother's. I wrote down what I saw and what she said, apart.",
  ],
  [
    "domestic-abuse",
    "good",
    "{mum} talked about the first year before any of it. She is beginning to sound like herself, the school say.",
  ],
  [
    "parental-mental-health",
    "good",
    "{mum} has a plan for bad mornings: a neighbour, a number, breakfast clubs. She used it on Tuesday and it worked.",
  ],
  [
    "substances",
    "good",
    "{mum} has been to every appointment at the service this month and let me ring to check.",
  ],
  [
    "physical",
    "bad",
    "A small bruise on the forearm. {mum} said football; I have asked for it to be looked at today and told my manager.",
  ],
  [
    "sexual",
    "bad",
    "{mum} asked again how sure we are. I said what the police have said and no more, and that believing comes first.",
  ],
  [
    "exploitation",
    "good",
    "In by ten all week but one. The curfew was agreed and not set, and that seems to be why.",
  ],
  [
    "behaviour",
    "bad",
    "Two windows boarded since last time. {mum} is frightened and did not want it written down; we talked about why I must.",
  ],
  ["acute-stress", "good", "The tenancy is safe. {mum} has the letter on the wall like a certificate."],
  [
    "disability",
    "bad",
    "The overnight carer has been cancelled three times this month and {mum} is doing the nights as well as the days.",
  ],
];

export const MEANS: readonly (readonly [tone: Tone, words: string])[] = [
  [
    "good",
    "What this means for {name}: the days are more predictable, but it rests on one adult keeping going.",
  ],
  ["bad", "4+|I think {name} is telling us with behaviour what {they} cannot say yet."],
  ["good", "It is better than it was. I am not sure it is good enough for long enough, and I said so."],
  ["bad", "The worry has not gone away; it has gone quiet, and I want to understand why."],
  [
    "good",
    "5+|My sense is that {name} is safer this month than last. {They} said so too, in {their} own way.",
  ],
  ["bad", "5+|I came away thinking about how careful {name} is with what {they} says in front of {mum}."],
  [
    "good",
    "10-|Strengths are real here: a grandmother who turns up, {school} that rings, a mother who reads to {them}.",
  ],
  ["bad", "I said plainly that this cannot wait for the next core group, and to whom I would speak today."],
  ["bad", "8-|If nothing changes {name} will still be managing this at ten, and at fifteen."],
  ["good", "This is what we asked for, and it was {mum} who did it. I said that to her."],
];

export const NEXT: readonly string[] = [
  "5+|Next: see {name} at {school}, where {they} may find it easier; back within ten days.",
  "4-|Next: ask the health visitor for the weights, see {name} at bath time, back within ten days.",
  "home|Agreed with {mum}: GP on Thursday, I text her the night before.",
  "I will take this to supervision.",
  "6+|I told {name} what I would write down and who reads it.",
  "home|To do: housing letter, school meal form, chase CAMHS.",
  "home|I have asked {dad} to come to the next core group and given him the date on paper.",
  "5+|Next visit agreed. {name} picked the day.",
];

export const HOME_TIRED: readonly string[] = [
  "HV completed. {name} seen. No concerns raised. Home conditions ok.",
  "5+|Visit. {name} seen and spoken to. Presented well. {mum} engaged. Continue.",
  "Visited, all seen. Nothing new to report. Typed up late, sorry, from notes.",
  "4+|Seen at home. Chatty. Bedroom seen, tidy. {mum} a bit fed up with us. Next visit 2/52.",
  "HV - seen. Same as last time.",
];

export const CARE_OPENINGS: readonly string[] = [
  "Visit to {name} where {they} is living.",
  "5+|Planned visit; {carer} had been told the time and {name} had been asked if it suited {them}.",
  "7+|Saw {name} after school.",
  "Visit on the agreed day.",
  "Unannounced visit.",
];

export const CARE_LOOKED: readonly string[] = [
  "3-settled|{name} looks for {foster} now when somebody new comes in, and goes to her. That was not so at first.",
  "3-settled|{foster} has filled half a memory book: first tooth, first shoes, a leaf.",
  "3-|{name} slept through all week. {foster} was nearly sorry, she said, and laughed.",
  "3-|Weight and words are where they should be. {foster} sings to {them} while she cooks and {name} joins in on the last note.",
  "12+|{name} cooked for me. It was very good and there was nothing left.",
  "4+settled|The file says {name} is settled. What I saw is that {they} is known here: the cup, the chair, the joke about the cup.",
  "5+settled|{name} has grown out of the school shoes and {foster} had already bought the next pair.",
  "13-settled|{carer} says bedtimes are easier and the nightmares are down to one or two a week.",
  "11+|There was a row about the phone last night. {carer} handled it well: short, calm, over by breakfast.",
  "4+settled|{name}'s photographs are up now. That took six months and it matters.",
  "{foster} is tired and said so. I have asked for respite to be looked at this week, not at the next review.",
  "4+|Time with {mum} went well on Saturday; {name} came back quiet and then talked in the car.",
  "4+|{name} asked about {sibling} again. I do not have a good answer and I said I would get one.",
  "5+settled|School say {name} is working just below where {they} should be and laughing more than last term.",
  "6+|{carer} is still waiting for a yes about the school trip. I have given it, in writing, from the car.",
];

export const CARE_TIRED: readonly string[] = [
  "3-|{name} seen with carer. Feeding and sleeping well. Red book seen.",
  "3-|Placement visit. {name} napping on arrival, seen awake later. Family time sheets collected.",
  "{name} seen. Placement stable. Carer log read and signed.",
  "Visited, seen, fine. Mileage 34.",
  "4+|Stat visit to placement. {name} seen alone. Settled. No issues raised by carer.",
  "LAC visit. Seen in placement, bedroom seen. Contact going ok. Next visit 6/52.",
  "5+|{name} seen at placement. Doing well at school. Carer requests passport again.",
  "5+|Visit done, {name} not very talkative today. All fine.",
];

export const CARE_NOT_SEEN: readonly string[] = [
  "12+|{name} went out before I arrived and did not come back while I was there. {carer} and I talked; I will try again this week.",
  "11+|{name} did not want to see me today and told me so through the door. I said that is fine and when I would be back.",
];
