/** Measures of work done in time: never said without those still open and past their day. */
export const TIMELY: readonly string[] = [
  "2",
  "11",
  "18",
  "33",
  "29",
  "30",
  "36",
  "45",
  "46",
  "47",
  "51",
  "55",
];

/** Of those, the ones set side by side by team. */
export const BY_TEAM: readonly string[] = ["11", "18", "30", "29", "36", "45"];

/** A measure in words for somebody who does not work in the service, and what to ask about it. */
export type Plain = { readonly measure: string; readonly means: string; readonly ask: string };

/** What elected members and boards see, in the order of a child's way through the service. */
export const PLAIN: readonly Plain[] = [
  {
    measure: "1",
    means: "How often somebody told the authority that they were worried about a child.",
    ask: "Who tells us, and who has gone quiet?",
  },
  {
    measure: "2",
    means: "A worried person should know within one working day what will happen. This is the part that did.",
    ask: "What happened to the children whose contact waited longer?",
  },
  {
    measure: "4",
    means: "Children for whom the authority agreed to find out more.",
    ask: "Has the need changed, or only what we take on?",
  },
  {
    measure: "5",
    means:
      "Children referred again within a year. Some come back because things changed, some because the first answer did not help.",
    ask: "What do we learn from families who come back?",
  },
  {
    measure: "11",
    means:
      "Assessments finished in the 45 working days the law allows at most. Some children need an answer much sooner.",
    ask: "How long do children wait who need help now, and how many assessments are still open past the day?",
  },
  {
    measure: "15.alone",
    means: "Assessments in which the child was seen without the adults they live with.",
    ask: "How do we know what the children said, and what changed because of it?",
  },
  {
    measure: "16",
    means: "Enquiries because a child may be suffering significant harm.",
    ask: "How many of these families found that nothing more was needed, and what did it cost them?",
  },
  {
    measure: "18",
    means: "Child protection conferences held within 15 working days of the decision to enquire.",
    ask: "Who kept the children safe who waited longer?",
  },
  {
    measure: "21",
    means: "Children who have a child protection plan today.",
    ask: "Are these the right children, and is each plan getting somewhere?",
  },
  {
    measure: "24",
    means:
      "New plans for children who had a plan before. It rises as records get better, and also when help ended too early.",
    ask: "Why was help needed again?",
  },
  {
    measure: "26",
    means: "Plans that have been open for two years or longer. A plan that long has not made the child safe.",
    ask: "What is different about the plan this year?",
  },
  {
    measure: "29",
    means: "Plans looked at again by a conference when they should be.",
    ask: "What was missed where a review was late?",
  },
  {
    measure: "30",
    means: "Visits to children on a protection plan made by the day they were due, with the child seen.",
    ask: "Who has not been seen, and who is going today?",
  },
  {
    measure: "35",
    means: "Children the authority is helping because they are in need.",
    ask: "Who is not coming to us who should?",
  },
  {
    measure: "37",
    means: "Children in need for two years or longer.",
    ask: "Is the help working, or has it become a habit?",
  },
  {
    measure: "39",
    means: "Children who live in the authority’s care.",
    ask: "Could more have stayed safely with their families, with help sooner?",
  },
  {
    measure: "41",
    means: "Children in care who lived in three or more places in a year.",
    ask: "What do the children say about moving?",
  },
  {
    measure: "42",
    means: "Children in care who have had a settled home for two years.",
    ask: "What made it last?",
  },
  {
    measure: "43",
    means: "Children in care who live more than twenty miles from home and outside the area.",
    ask: "Who visits them, and when do they come home?",
  },
  {
    measure: "45",
    means: "Visits to children in care made by the day they were due.",
    ask: "Who was not visited, and do they know whom to call?",
  },
  {
    measure: "46",
    means: "Care plans looked at again when they should be.",
    ask: "Did the children come to their own reviews, and were they heard?",
  },
  {
    measure: "50",
    means: "Children in care who went missing.",
    ask: "What do they run from, or to?",
  },
  {
    measure: "54",
    means: "Young people who left care and are still in touch.",
    ask: "When did somebody last try to reach the others?",
  },
  {
    measure: "56",
    means: "Applications to the family court to take a child into care.",
    ask: "What help was tried before, and was it in time?",
  },
  {
    measure: "59",
    means: "Children held by each worker, on average. An average hides the worker who holds far more.",
    ask: "Who holds the most, and what would help?",
  },
  {
    measure: "64",
    means: "Children nobody qualified is holding. There should be none, even for a day.",
    ask: "Who is keeping an eye on these children tonight?",
  },
];
