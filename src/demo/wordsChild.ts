import type { Chance } from "./chance.ts";

/** Where the child is when they say it. */
export type Setting = "home" | "care" | "leaving";

const HOME: readonly (readonly [until: number, words: readonly string[]])[] = [
  [
    5,
    [
      "My bed's broke. I sleep with mummy.",
      "Daddy shouted and the plate smashed.",
      "I like when Nana comes.",
      "Mummy was crying in the bathroom. I gave her my teddy.",
      "We have toast. I can do the butter myself.",
      "I'm big now. I'm four.",
      "The man went away in the police car.",
      "Look, I did a rainbow for you to put on your wall.",
      "It's dark in my room and I don't like it.",
      "Are you coming back after sleeps?",
      "My baby cries and mummy says shush.",
    ],
  ],
  [
    8,
    [
      "When they argue I go in my brother's bed and we put the tablet on loud.",
      "My best thing is Fridays because Dad gets us chips.",
      "I don't like it when Mum's asleep and I can't wake her up.",
      "I told Miss because she's nice and she listens.",
      "I wish we had a door on the bathroom.",
      "I'm not scared. I'm just a bit scared at night.",
      "If I had three wishes: a dog, no shouting, and Mum to come to sports day.",
      "You ask a lot of questions but that's OK.",
      "Mum's been better. She does my reading with me now.",
      "He's not my dad. My dad lives in a different house and I don't know where.",
      "I keep my shoes by the door in case.",
    ],
  ],
  [
    11,
    [
      "I listen for the car. I can tell from the door what sort of night it'll be.",
      "I make the packed lunches. I don't mind, but my sister never eats hers.",
      "It's been calmer since he moved out. Don't let him come back just because he says sorry.",
      "Everyone asks Mum. Nobody asks me and I was there.",
      "I want to stay at my school. I've got friends there now.",
      "I don't want to be the one who told.",
      "Can you write it down the way I said it?",
      "I like the new plan. I just don't think they'll stick to it.",
      "Mum says sorry a lot. I'd rather she just got up in the morning.",
      "I'd give it six out of ten. It was a three last time.",
    ],
  ],
  [
    14,
    [
      "It's fine. It's always fine when you lot come round.",
      "I've had four social workers. I'm not telling it all again.",
      "If you'd told me the meeting was for me I would have come.",
      "I'm not being funny but I do everything for the little ones.",
      "Mum's trying. You can put that I said that.",
      "I stayed out because it was better than being in. That's all it was.",
      "I don't trust it yet. Ask me again at Christmas.",
      "What I want is my own room and for nobody to kick off.",
      "Can we not do this at school? People see.",
      "You said you'd ring on Tuesday and you didn't.",
    ],
  ],
  [
    99,
    [
      "I know what you're all worried about. I'm not stupid. But they're my mates.",
      "I want to be told before stuff gets decided, not after.",
      "I'd go to college if I could sort the bus money.",
      "Mum needs help more than I do. Who's actually helping her?",
      "I've read what it says about me. Some of it's not right and I want it changed.",
      "I'm tired. I can't do GCSEs and be a parent.",
      "She's the first worker who's turned up when she said she would.",
      "I don't want to press charges, I want it to stop.",
      "I said I'm safe because I am at the moment. I can't promise next week.",
      "Put down that I can see my dad when I choose, not when he does.",
    ],
  ],
];

const CARE: readonly (readonly [until: number, words: readonly string[]])[] = [
  [
    5,
    [
      "I've got a dinosaur duvet here.",
      "Is Mummy coming today? Not today. After one sleep?",
      "The dog is called Biscuit and he licks me.",
      "I helped make the cakes. I put the blue on.",
      "This is my peg. It's got my name.",
      "I want my other house.",
    ],
  ],
  [
    8,
    [
      "I like it here. There's always tea.",
      "When can I see my sister? It's been ages.",
      "I don't want to move again. I've only just got my wall how I like it.",
      "I miss Mum but I don't miss the shouting.",
      "I got Star of the Week and they put it on the fridge.",
      "Will they keep me? How long for?",
      "Can I have a photo of Mum in my room?",
    ],
  ],
  [
    11,
    [
      "I want to go on the residential and they said they've got to ask you. Can you just say yes?",
      "It's good here. I wish I'd come with my brother.",
      "I call her by her name but sometimes Mum comes out by accident.",
      "Tell Dad he has to come when he says. I wait by the window.",
      "I don't want people at school knowing. I just say I live with my auntie.",
      "I'd like to go to my review but only for the first bit.",
      "I get a bit worried on Sundays because that's when I moved before.",
    ],
  ],
  [
    14,
    [
      "I want to stay till I'm eighteen. Can you put it in writing?",
      "It took two weeks to get a yes for a sleepover. My mate had stopped asking.",
      "I had my hair cut and everyone had to have a meeting about it.",
      "I do want to see Mum, just not in that room with somebody writing.",
      "She sticks up for me at school. Nobody did that before.",
      "Why did I move? Nobody's told me properly.",
      "I'm OK. I'm actually OK here.",
    ],
  ],
  [
    99,
    [
      "I'm not ready for my own place. I can't even do the washing machine.",
      "I went missing because I wanted to see my brother and nobody was sorting it.",
      "This is the longest I've lived anywhere.",
      "I want somebody to teach me to drive like they would if they were my dad.",
      "Staff change every week here. I'm not opening up to someone who's gone by Friday.",
      "I've got an apprenticeship interview. Can you come?",
      "Stop calling it contact. It's seeing my mum.",
      "I want to know what's in my file before I'm eighteen.",
    ],
  ],
];

const LEAVING: readonly string[] = [
  "The flat's all right. The nights are long.",
  "I've got the key and a chair. I did it though.",
  "I don't need you every week. I need you to pick up when I ring.",
  "Uni's good. Everyone goes home at Christmas and I have to think where I'll be.",
  "I'm behind on the electric. I didn't want to say.",
  "Still talk to my foster mum every Sunday. She does a roast.",
  "I'd like to see my file now. I'm ready.",
  "Work's offered me more hours.",
  "You lot forgot my birthday. It's not a big thing but it is.",
];

const ASYLUM: readonly string[] = [
  "I am learning the words. At night I practise the words.",
  "My mother does not know if I am alive. I want to call her.",
  "I am sixteen. I said it many times. They look at my face and they do not believe me.",
  "The house is quiet. I do not like too quiet.",
  "College is good. The teacher is kind and I have one friend from my country.",
  "Where can I pray on Friday?",
  "I want to work and send something home.",
  "What happens when I am eighteen? Everybody says wait.",
  "I do not want to tell the journey again. It is in the paper from the other lady.",
];

/** What a child says in the car. */
export const ARRIVING: readonly string[] = [
  "Is there a light on the landing?",
  "Who else lives there?",
  "Do they know I don't like peas?",
  "How many sleeps?",
  "Can somebody tell my teacher where I am?",
  "Have I done something wrong?",
  "I've got my charger. That's all I need.",
];

type Quote = { readonly words: string; readonly needs: readonly ("mum" | "dad" | "sibling" | "carer")[] };

/** A quotation with the people it speaks of, so that no child is made to speak of somebody who is not there. */
function quote(words: string): Quote {
  const needs: Quote["needs"][number][] = [];
  if (/\b(Mum|mummy|Mummy)\b/.test(words)) needs.push("mum");
  if (/\b(Dad|Daddy|dad)\b/.test(words) && !/my dad lives|were my dad/.test(words)) needs.push("dad");
  if (/\b(brother|sister|baby|little ones)\b/.test(words)) needs.push("sibling");
  if (/^(I call her|She sticks)/.test(words)) needs.push("carer");
  return { words, needs };
}

type Band = readonly [until: number, quotes: readonly Quote[]];
const bandsOf = (bands: readonly (readonly [number, readonly string[]])[]): readonly Band[] =>
  bands.map(([until, words]) => [until, words.map(quote)]);
const AT_HOME = bandsOf(HOME);
const IN_CARE = bandsOf(CARE);
const LEFT_CARE = LEAVING.map(quote);
const ALONE = ASYLUM.map(quote);

export type Present = {
  readonly age: number;
  readonly mum: string | null;
  readonly dad: string | null;
  readonly sibling: string | null;
  readonly carer: string | null;
};

/** What a child of this age says in this place; nobody under three is quoted, and nobody says the same thing twice while there is something else to say. */
export function childsWords(
  chance: Chance,
  who: Present,
  setting: Setting,
  alone: boolean,
  said: Set<string>,
): string | null {
  if (who.age < 3) return null;
  const bands = setting === "care" ? IN_CARE : AT_HOME;
  const quotes =
    setting === "leaving" ? LEFT_CARE : alone ? ALONE : (bands.find(([until]) => who.age < until)?.[1] ?? []);
  const start = chance.whole(0, Math.max(0, quotes.length - 1));
  for (let n = 0; n < quotes.length; n += 1) {
    const found = quotes[(start + n) % quotes.length];
    if (found === undefined || said.has(found.words) || found.needs.some((need) => who[need] === null))
      continue;
    said.add(found.words);
    return found.words;
  }
  // Everything that could be said has been; a child is not quoted for the sake of it.
  return null;
}

/** How a child too young to say was seen to be: there is no such thing as too young. */
export const LITTLE_ONES: readonly string[] = [
  "{name} was awake on the mat, following faces and reaching for a rattle.",
  "{name} settled on {mum}'s shoulder and looked round for her voice when she left the room.",
  "{name} was in a clean vest and a dry nappy, warm to touch, and took a full bottle while I was there.",
  "{name} was in the bouncy chair for the whole hour and nobody picked {them} up; {they} had stopped asking.",
  "{name} crawled to {mum} when I came in and hid in her jumper, then came to see what was in my bag.",
  "{name} is pulling up on the furniture now and pleased about it.",
  "{name} was quiet and very still. {They} watched the door more than the toys.",
];
