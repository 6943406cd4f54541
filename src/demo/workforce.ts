import type { DayNumber } from "../kernel/dates.ts";
import { chanceFrom, odds, type Chance } from "./chance.ts";
import { DECK_CHILDREN } from "./deck.ts";
import type { Days } from "./days.ts";
import { adultName, heritageOf, surname } from "./names.ts";
import type { Team, Worker } from "./types.ts";

export type Purpose =
  | "front-door"
  | "assessment"
  | "safeguarding"
  | "disability"
  | "care"
  | "leaving"
  | "help"
  | "reviewing";

/** Somebody in a post for a while. Between two holders of a post the team's manager has its children. */
export type Holder = {
  readonly ref: string;
  readonly name: string;
  readonly from: DayNumber;
  readonly to: DayNumber | null;
};

export type Unit = {
  readonly team: Team;
  readonly manager: Holder;
  readonly posts: readonly (readonly Holder[])[];
  /** Left lately with children still in their name. */
  readonly leaver: Holder | null;
};

export type Workforce = {
  readonly teams: readonly Team[];
  readonly workers: readonly Worker[];
  /** The teams of one purpose in one district. */
  unit(district: number, purpose: Purpose, chance: Chance): Unit;
};

type Shape = {
  readonly purpose: Purpose;
  readonly name: string;
  readonly posts: number;
  readonly title: string;
  readonly manager: string;
  readonly registered: boolean;
};

const SW = "Social worker";
const TM = "Team manager";
const TEAMS: readonly Shape[] = [
  { purpose: "front-door", name: "Front Door", posts: 3, title: SW, manager: TM, registered: true },
  { purpose: "assessment", name: "Assessment", posts: 4, title: SW, manager: TM, registered: true },
  { purpose: "safeguarding", name: "Safeguarding A", posts: 4, title: SW, manager: TM, registered: true },
  { purpose: "safeguarding", name: "Safeguarding B", posts: 3, title: SW, manager: TM, registered: true },
  { purpose: "disability", name: "Disabled Children", posts: 1, title: SW, manager: TM, registered: true },
  { purpose: "care", name: "Children in Care", posts: 5, title: SW, manager: TM, registered: true },
  {
    purpose: "leaving",
    name: "Leaving Care",
    posts: 2,
    title: "Personal adviser",
    manager: TM,
    registered: false,
  },
  {
    purpose: "help",
    name: "Family Help",
    posts: 3,
    title: "Family help practitioner",
    manager: "Practice supervisor",
    registered: false,
  },
  {
    purpose: "reviewing",
    name: "Reviewing and Conference",
    posts: 3,
    title: "Independent reviewing officer",
    manager: "Service manager",
    registered: true,
  },
];

const DISTRICTS =
  "Coldwater|Kirkfell|Saltmere|Thornley|Ashenby|Marrick|Fellgate|Low Harrow|Brackenside|Wendle".split("|");
const districtName = (n: number): string => {
  const base = DISTRICTS[n % DISTRICTS.length] ?? "North";
  const round = Math.floor(n / DISTRICTS.length);
  return round === 0 ? base : `${base} ${round + 1}`;
};

const HERITAGE = odds<string>([
  ["WBRI", 74],
  ["BAFR", 9],
  ["BCRB", 5],
  ["APKN", 4],
  ["AIND", 4],
  ["WOTH", 4],
]);

/** Everybody who has held a post in the last eight years, and the teams they held it in. */
export function workforceFor(seed: number, children: number, days: Days): Workforce {
  const chance = chanceFrom(seed, 23);
  const teams: Team[] = [];
  const workers: Worker[] = [];
  const units = new Map<string, Unit[]>();
  const begin = days.today - 10 * 365;
  let people = 0;

  const hire = (
    title: string,
    registered: boolean,
    teamRef: string,
    from: DayNumber,
    to: DayNumber | null,
  ): Holder => {
    people += 1;
    const ref = `W${10_000 + people}`;
    const heritage = heritageOf(chance, chance.draw(HERITAGE)).mother;
    const name = adultName(chance, heritage, chance.happens(0.83) ? "F" : "M", surname(chance, heritage));
    const left = to === null ? {} : { leftOn: days.iso(to) };
    workers.push({ ref, name, title, registered, teamRef, startedOn: days.iso(from), ...left });
    return { ref, name, from, to };
  };

  // Posts turn over: about one in six people leaves in a year.
  const fill = (shape: Shape, teamRef: string): Holder[] => {
    const holders: Holder[] = [];
    for (let from = begin; from < days.today - 20;) {
      const stay = Math.round(120 + chance.unit() * chance.unit() * 3600);
      const leaves = days.previousWork(from + stay);
      const stays = leaves >= days.today - 60;
      holders.push(hire(shape.title, shape.registered, teamRef, from, stays ? null : leaves));
      if (stays) break;
      from = days.nextWork(leaves + (chance.happens(0.4) ? 3 : chance.whole(10, 45)));
    }
    return holders;
  };

  const root: Team = {
    ref: "T1",
    name: "Northmoor Children's Services",
    parentRef: null,
    managerRef: hire("Director of children's services", true, "T1", begin, null).ref,
  };
  teams.push(root);

  const districts = Math.max(1, Math.ceil(children / DECK_CHILDREN));
  for (let district = 0; district < districts; district += 1) {
    const areaRef = `T${100 * (district + 1)}`;
    const head = hire("Service manager", true, areaRef, begin, null);
    teams.push({
      ref: areaRef,
      name: `${districtName(district)} Service`,
      parentRef: root.ref,
      managerRef: head.ref,
    });
    TEAMS.forEach((shape, index) => {
      const ref = `T${100 * (district + 1) + index + 1}`;
      const manager = hire(shape.manager, true, ref, begin, null);
      const name = districts === 1 ? `${shape.name} Team` : `${districtName(district)} ${shape.name}`;
      const team: Team = { ref, name, parentRef: areaRef, managerRef: manager.ref };
      const posts = Array.from({ length: shape.posts }, () => fill(shape, ref));
      // Somebody has left and nobody took over: the children told to be theirs stay in a name that is gone.
      const leaver =
        shape.purpose === "safeguarding" || shape.purpose === "care"
          ? hire(
              shape.title,
              shape.registered,
              ref,
              days.today - 900,
              days.previousWork(days.today - chance.whole(12, 30)),
            )
          : null;
      teams.push(team);
      const key = `${district} ${shape.purpose}`;
      units.set(key, [...(units.get(key) ?? []), { team, manager, posts, leaver }]);
    });
  }

  const unit = (district: number, purpose: Purpose, chooser: Chance): Unit => {
    const found = units.get(`${district % districts} ${purpose}`);
    if (found === undefined) throw new Error(`no team for ${purpose}`);
    return chooser.pick(found);
  };
  return { teams, workers: withAbsences(workers, chance, days), unit };
}

/** About one worker in twelve is away today, most of them covered. The first found, and one in four after, is covered by nobody. */
function withAbsences(workers: readonly Worker[], chance: Chance, days: Days): Worker[] {
  let uncovered = 0;
  const byTeam = Map.groupBy(workers, (worker) => worker.teamRef);
  return workers.map((worker) => {
    if (worker.leftOn !== undefined || worker.title !== SW || !chance.happens(0.12)) return worker;
    const cover = byTeam
      .get(worker.teamRef)
      ?.find((other) => other.ref !== worker.ref && other.leftOn === undefined);
    const from = days.today - chance.whole(3, 40);
    const absence = {
      ...worker,
      absentFrom: days.iso(from),
      absentTo: days.iso(days.today + chance.whole(2, 30)),
    };
    uncovered += 1;
    return cover === undefined || uncovered % 4 === 1 ? absence : { ...absence, coverRef: cover.ref };
  });
}
