import type { Assessment, CinChild, Enquiry, Episode, InNeedPlan, ProtectionPlan } from "../child.ts";

/**
 * The same child, with every value it might have in its place. As they are read, no two children are alike to the engine: each has the values
 * its file gave, in the order it gave them. A hundred rules look at them faster by a third when all have one shape.
 */
export const ofOneShape = (c: CinChild): CinChild =>
  whole<CinChild>({
    node: c.node,
    identifiers: c.identifiers,
    characteristics: c.characteristics,
    localId: c.localId,
    upn: c.upn,
    formerUpn: c.formerUpn,
    upnUnknown: c.upnUnknown,
    born: c.born,
    expected: c.expected,
    sex: c.sex,
    gender: c.gender,
    died: c.died,
    ethnicity: c.ethnicity,
    disabilities: c.disabilities,
    episodes: c.episodes.map(episode),
  });

const episode = (e: Episode): Episode =>
  whole<Episode>({
    node: e.node,
    referral: e.referral,
    source: e.source,
    need: e.need,
    closure: e.closure,
    closeReason: e.closeReason,
    conference: e.conference,
    nfa: e.nfa,
    assessments: e.assessments.map(assessment),
    inNeedPlans: e.inNeedPlans.map(inNeedPlan),
    enquiries: e.enquiries.map(enquiry),
    protectionPlans: e.protectionPlans.map(protectionPlan),
    preProceedings: e.preProceedings,
  });

const assessment = (a: Assessment): Assessment =>
  whole<Assessment>({
    node: a.node,
    start: a.start,
    review: a.review,
    authorised: a.authorised,
    factors: a.factors,
  });

const inNeedPlan = (p: InNeedPlan): InNeedPlan =>
  whole<InNeedPlan>({ node: p.node, start: p.start, end: p.end });

const enquiry = (s: Enquiry): Enquiry =>
  whole<Enquiry>({
    node: s.node,
    start: s.start,
    target: s.target,
    conference: s.conference,
    notRequired: s.notRequired,
  });

const protectionPlan = (p: ProtectionPlan): ProtectionPlan =>
  whole<ProtectionPlan>({
    node: p.node,
    start: p.start,
    end: p.end,
    initialCategory: p.initialCategory,
    latestCategory: p.latestCategory,
    previous: p.previous,
    reviews: p.reviews,
  });

/** What is undefined is as good as left out: nothing asks whether a value's name is there. */
const whole = <T>(value: { readonly [K in keyof Required<T>]: T[K] | undefined }): T => value as T;
