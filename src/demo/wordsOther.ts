/** Sentences for everything that is not a visit, by kind of note. The first list is a worker with time; the second is one without. */
export type Words = {
  readonly kind: string;
  readonly good: readonly string[];
  readonly tired: readonly string[];
};

export const OTHER = {
  "contact-police": {
    kind: "Contact",
    good: [
      "Police notification of an incident at the address. {name} was in the house. Both adults' details taken, and the health visitor or school asked for what they know. Safe at the time of the call.",
      "5+|Police notification. {name} was upstairs and rang 999. History read before anything else: the pattern matters more than the one night.",
      "Call from the police control room, out of hours. Question asked: where is {name} now, and who is with {them}? Answered, and written here as it was said.",
    ],
    tired: [
      "PPN rec'd, standard risk. Checks done. To manager for decision.",
      "Police log rcvd. Medium risk. Inputted.",
    ],
  },
  "contact-school": {
    kind: "Contact",
    good: [
      "{school} rang at five to four on a Friday. I have rung back, spoken to the person who actually saw {name}, and written down what they saw.",
      "4+|The designated lead was worried about what {name} had said on Monday. I asked for the words used, not the meaning. Parent told by the school that they were ringing us.",
    ],
    tired: ["Info from school re {name}. Screening.", "CPOMS printout rcvd from DSL. Added to file."],
  },
  "contact-health": {
    kind: "Contact",
    good: [
      "The hospital rang. I asked what was seen, what was said about how it happened, by whom, and whether the two fit. Notes sent over the same afternoon.",
      "Call from the health visitor, who has known {name} since birth and has not rung us before. That is information in itself.",
    ],
    tired: ["Health referral form rcvd, parts 3 and 4 blank. Rang back.", "ED notification. For screening."],
  },
  "contact-other": {
    kind: "Contact",
    good: [
      "Contact received. History read: this is what is known of the family and of the adults who live there. Question asked of the caller: where is {name} now, and who is with {them}? Safe at the time of the call.",
      "The caller did not want to give a name and I did not press. What they have seen themselves is kept apart here from what they have been told.",
    ],
    tired: ["Contact rcvd and inputted. See attached form.", "Caller concerned re {name}. Details on form."],
  },
  "contact-known": {
    kind: "Contact",
    good: [
      "Contact about a child who is already open. Passed to the worker today by telephone and not only by a task, and the caller told who that is.",
    ],
    tired: ["Open case. Linked, worker notified."],
  },
  "referral-nfa": {
    kind: "Management decision",
    good: [
      "Read with the history. Threshold is not met: what was reported was checked and there is somebody with {name} who is already helping. No further action, reasons given to the referrer, who may ring me.",
      "No further action from us. It is a worry and not a risk; {school} will hold it and has my number. If it happens again the answer may be different.",
      "No further action. The incident is real, the adults have parted and the safety plan is {mum}'s own. Caller told why.",
    ],
    tired: ["NFA. Below threshold.", "MO: NFA, advice given to referrer."],
  },
  referral: {
    kind: "Management decision",
    good: [
      "5+|I have read the history, which the contact did not mention. Threshold is met: what is different now is that {name} is talking about it. Assessment, {name} to be seen within five days, both parents to be spoken to, including {dad}.",
      "5+|Decision: accept as a referral. The risk is not today but the pattern is plain over three contacts. Allocated. I want the first visit to be to {name}, not to the adults.",
    ],
    tired: ["Agreed threshold for C&F. Allocate.", "MO: progress to assessment."],
  },
  "assessment-done": {
    kind: "Assessment authorised",
    good: [
      "Assessment read and authorised. It tells me who {name} is as well as what has happened to {them}. The analysis is clear about what we do not know. Shared with {mum} yesterday; her comments are on the last page and one correction was made.",
      "Authorised. I sent it back once because {dad} was a name and nothing more; he has now been seen and his account is in it.",
    ],
    tired: ["Authorised. Please share with family.", "Signed off. Good piece of work under pressure."],
  },
  strategy: {
    kind: "Strategy discussion",
    good: [
      "Strategy discussion with police, health and {school}. Facts first, then what each of us thinks they mean. Every child in the house considered. Plan for tonight: {name} stays where {they} is, {dad} stays elsewhere, I ring at seven. What {mum} is told and when is agreed.",
      "Strategy discussion by phone: police, paediatrician, school nurse. {school} could not be reached and has been told after. All agreed reasonable cause. Medical today at four.",
    ],
    tired: [
      "Strat held w/ police + health. S47 agreed, single agency. See minutes.",
      "Strategy disc held. Outcome recorded on form.",
    ],
  },
  "section-47": {
    kind: "Section 47 enquiry",
    good: [
      "5+|Enquiry finished. {name} gave the same account twice, to two people, in {their} own words. {mum}'s account changed. What is fact, what is alleged and what I think are kept apart in the report. {name} has been told what happens next.",
      "Enquiry concluded and discussed with the chair. The explanation given fits the injury and the paediatrician agrees; the worry about supervision stands.",
    ],
    tired: ["S47 completed. Outcome agreed with TM.", "S47 outcome on form. Family informed by phone."],
  },
  conference: {
    kind: "Conference",
    good: [
      "5+|Conference held. {name}'s words were read first, before any report. {mum} stayed to the end and said at the close that it was fairer than she had feared. Plan made; the visit frequency is in it and so is what would make us come back sooner.",
      "Conference held, quorate. Police, health visitor, {school}. One professional disagreed and that is minuted in her words. {dad} attended by telephone.",
    ],
    tired: [
      "ICPC held. Decision: CP plan. Minutes to follow.",
      "Attended ICPC. Plan agreed unanimously. CG date set.",
    ],
  },
  "core-group": {
    kind: "Core group",
    good: [
      "Core group. We went through the plan asking one thing of each line: is it different for {name}? Two yes, one no, one we cannot tell. {school} will tell us about Mondays in particular.",
      "Core group. {mum} and {dad} both there, for the first time. Parenting course missed twice; {mum} says the bus; bus pass agreed.",
      "5+|Core group. {name}'s picture of home was on the table and it changed how we talked.",
    ],
    tired: [
      "CG held. Two apologies. Plan on track. Next CG 6/52.",
      "Core group - {mum} DNA. Plan unchanged.",
    ],
  },
  "plan-review": {
    kind: "Review conference",
    good: [
      "5+|Review conference. The question was whether {name} is safer, not whether the visits happened. {name} gave it a score through the advocate and the chair asked what would make it one better.",
      "Review held. Attendance is up, the house is warmer, nobody has called the police since the spring. The chair asked what happens when we stop, and nobody had a full answer.",
    ],
    tired: ["RCPC held. Outcome recorded.", "Review conf. Report was late, chair not happy, apologised."],
  },
  "plan-ended": {
    kind: "Plan ended",
    good: [
      "5+|Plan ended today. {name} asked if I would stop coming. I said less often, and that {they} can ring me, and gave {them} the card.",
    ],
    tired: ["CP plan ceased. Step down to CIN."],
  },
  "in-need-review": {
    kind: "Child in need review",
    good: [
      "5+|Review at home because that is where {mum} talks. Three of the five things are done. What is left is the one that matters most to {name}: a bedroom.",
      "5+|Review held. {name} chose not to come and wrote a list instead, which we used as the agenda.",
    ],
    tired: ["CIN review held. Plan to continue 3/12.", "CIN mtg. School + {mum} attended. No change."],
  },
  "became-looked-after": {
    kind: "Came into care",
    good: [
      "5+|{name} came into care today. {They} took the blue blanket and the school photograph. I told {them} where {they} was going, who lives there and that there is a cat. {mum} packed the bag and held it together until the door shut. I will see {name} tomorrow.",
      "3-|{name} came into care this morning. {mum} dressed {them} and wrote the feeds down for the carer on the back of an envelope. I have kept the envelope for the life story box.",
      "5+|{name} is now looked after. Consent and orders are on file. {They} asked three questions in the car: how long, does Mum know where, is there a light on the landing. I answered what I could and said what I could not.",
    ],
    tired: [
      "{name} accommodated. Placement paperwork to follow.",
      "Placed today. Carers given pack. IRO service notified.",
    ],
  },
  placed: {
    kind: "Moved home",
    good: [
      "4-|{name} moved today with {their} own cot sheet, unwashed, so that something would smell the same. The carers met four times first.",
      "5+|{name} moved today. We went the long way so {they} could say goodbye to the dog. {carer} had made up the room with {name} last weekend, so it was not strange. School, GP and health told.",
      "5+|Placement move. It was not planned and it should have been. {name} was told at breakfast. I have written down why it happened so that {they} can read it one day and not think it was {them}.",
    ],
    tired: [
      "Placement change completed. Notifications sent.",
      "Moved to new placement, emergency. IRO aware.",
    ],
  },
  "care-review": {
    kind: "Review of the care plan",
    good: [
      "5+|Review. The reviewing officer met {name} on their own beforehand. {name} wants two things: to see {sibling} more and to be able to say yes to sleepovers without a meeting. Both agreed, with a date and a name against each.",
      "Review held. Health and education fine. Permanence is not: there is a word for it and no date. The reviewing officer has raised it.",
    ],
    tired: ["LAC review held. Recommendations on form.", "Review. All going well. Next one 6/12."],
  },
  "left-care": {
    kind: "Left care",
    good: [
      "5+|{name} stopped being looked after today. We ate cake. {They} has my number, the duty number and a copy of every photograph.",
    ],
    tired: ["Ceased to be LAC today. Closing tasks outstanding."],
  },
  missing: {
    kind: "Missing",
    good: [
      "{name} did not come back at ten. The carers rang friends, then police, then us. Last seen in a grey hoodie by the bus station. I have rung {mum} and {name}'s phone, and texted: not in trouble, just tell us you are safe.",
      "Reported missing at 23.40. This is the same day of the week as last time and the same number was on the phone. Police have it.",
    ],
    tired: ["MFH reported, police log on file.", "Missing overnight. EDT informed."],
  },
  returned: {
    kind: "Returned",
    good: [
      "5+|{name} is back, hungry and cold, not hurt. {They} did not want to talk tonight. Somebody {they} has chosen will ask {them} in the next three days.",
      "Found by police at the retail park and brought home. Seen and safe. We said we were glad before we said anything else.",
    ],
    tired: ["Returned of own accord. RHI requested.", "Back at placement 06.10. No disclosures."],
  },
  "legal-meeting": {
    kind: "Legal",
    good: [
      "Legal meeting. The threshold is met and so is the duty to offer the family a meeting of their own first; the offer is in the letter and I will say it face to face too.",
      "Meeting under the outline. {mum} came with a solicitor and with her mother. The list of what must change is one page and in plain words.",
      "Gateway. We were asked what support had actually been given, with dates. Two of the five had been offered and not given. That is being put right first.",
    ],
    tired: ["LGM attended. Advice on file (privileged).", "Pre-proc meeting held. Minutes with legal."],
  },
  court: {
    kind: "Legal",
    good: [
      "5+|Court. The guardian had met {name} twice and said what {they} said, plainly. Next date fixed. {name} told by me the same afternoon.",
      "Order made today. I told {mum} myself before she heard it from a corridor.",
      "Order made. {carer} has the copy, and what it lets them say yes to is written out in one page.",
    ],
    tired: ["Court today. Order made. Sealed copy awaited."],
  },
  matched: {
    kind: "Matching",
    good: [
      "Matching agreed. The prospective adopters had read everything and asked about the small things: what {name} is sung to, which cup.",
    ],
    tired: ["Panel: match approved. ADM ratified."],
  },
  adopted: {
    kind: "Adoption order",
    good: [
      "Adoption order made today. The judge let {name} sit in the chair. Life story book and later-life letter handed over in a box with a lid.",
    ],
    tired: ["AO granted. File to be transferred to adoption store."],
  },
  "leaving-contact": {
    kind: "Keeping in touch",
    good: [
      "Met {name} in the cafe {they} likes. We did the council tax form together. {They} is managing, and lonely on Sundays. I have asked about the drop-in.",
      "Rang {name} to say well done about the course. {They} had not told anybody else.",
      "Visited the flat. Warm, tidy, fridge nearly empty until Thursday. Voucher sorted while I was there, and we talked about Thursday to Thursday.",
      "{name} rang me. Rent letter. It is not as bad as it looks; I have rung housing with {them} on the line.",
    ],
    tired: [
      "KIT call. All ok.",
      "Text exchange with {name}. Fine, working. Will meet next month.",
      "PA visit, pathway plan discussed.",
    ],
  },
  "early-help": {
    kind: "Early help",
    good: [
      "Family help started. {mum} asked for two things: the school run and somebody to talk to on bad days. We start with those.",
    ],
    tired: ["EH opened. TAF date tbc."],
  },
  "private-fostering": {
    kind: "Private fostering",
    good: [
      "5+|Told by {school} that {name} has been living with a friend's family since the summer. Not a close relative, and meant to last. I have seen {name} alone: {they} likes it there and misses {mum}. Suitability and checks begun.",
    ],
    tired: ["PF notification rec'd. Reg 4 visit to be arranged."],
  },
  died: {
    kind: "Death of a child",
    good: [
      "{name} died early this morning in the hospice with {mum} beside {them}. It was expected. I rang {mum} and will go tomorrow. Everybody who needs to know has been told by a person, not by an email.",
    ],
    tired: ["Informed of {name}'s death this morning. Manager and head of service aware."],
  },
  closed: {
    kind: "Closing summary",
    good: [
      "5+|Closing. {name} was seen this week and said what is different. {mum} knows how to come back and to whom. School holds the plan now, and has the name of the family help worker. What would make us look again is written at the top.",
      "Case closed with agreement. The worry we started with is not there. A new one would be if {dad} moved back; {mum}, {school} and the health visitor all know that.",
    ],
    tired: ["Closing summary completed. NFA CSC.", "Case closed. Letter sent to parents + agencies."],
  },
} satisfies { readonly [kind: string]: Words };
