/**
 * Published measures of each indicator, as data: the indicator's number, and the measures that say the same of every authority. The first with the latest figures is shown; those
 * with counts stand before those without, because only they make a funnel.
 */
const MEASURES_OF: { readonly [indicator: number]: readonly string[] } = {
  4: ["c1.referrals", "lait.CPP_Total_Rateper10_000"],
  5: ["c1.rereferrals", "lait.ReReferral"],
  6: ["c1.no-further-action", "lait.CIN_Refferals_NFA"],
  7: ["c1.not-in-need", "lait.Referrals_AssessedNotNeed"],
  8: ["lait.RefBySource_Police_pct", "lait.RefBySource_Schl_pct", "lait.RefBySource_HealthServ_pct"],
  9: ["c6.referrals"],
  11: ["lait.Continue_Assess_Comp"],
  16: ["c4.section-47", "lait.Section_47"],
  17: ["c4.conference-of-enquiries"],
  18: ["c4.in-15-days", "lait.CP_conf_15days"],
  21: ["d5.at-31-march", "d1.at-31-march", "lait.CPP_rate"],
  22: ["d1.started", "lait.CPP_Abuse_Rate"],
  23: ["d1.ended", "lait.DeRegCPR"],
  24: ["lait.PrevRegCPR"],
  26: ["d5.two-years", "lait.CPPlans2yrsActive"],
  27: ["d7.two-years", "lait.CPPlans2yrs"],
  28: ["d7.three-months"],
  29: ["d6.in-time", "lait.RevCP"],
  35: ["b1.at-31-march", "lait.CIN"],
  37: ["lait.CINTime2more"],
  39: ["cla.at-31-march", "lait.LAC"],
  40: ["cla.started", "cla.ceased", "lait.LAC_Start_Rate", "lait.LAC_Cease_Rate"],
  41: ["stability.three-placements", "lait.LACStable_2016on"],
  42: ["stability.same-carer", "lait.LAC_LongStable_pct"],
  43: ["lait.LACDistance"],
  44: ["social-workers.three", "lait.Stability_SocialWorker"],
  48: ["lait.LACHealth_pct", "lait.LACDental_pct", "lait.LACVaccinations_pct"],
  49: ["lait.Emotional_LAC"],
  50: ["lait.Children_missing"],
  53: ["lait.LAC_ceased_SGO_pct", "lait.pct_of_LAC_Adopted"],
  54: ["lait.CareLeavers_LA_NotInTouch", "lait.CareLeaverAcc", "lait.CareLeaverEET"],
  56: ["cafcass.care-applications", "lait.CareApplications"],
  59: ["workforce.caseload", "lait.Work_Force_AvgNumCase_SW"],
  60: ["workforce.vacancy", "lait.Work_Force_Vac_Rate"],
  61: ["workforce.turnover", "lait.Work_Force_TO_Rate"],
  62: ["workforce.agency", "lait.Work_Force_Agecy_Rate"],
  63: ["workforce.absence", "lait.Work_Force_SWAbsence"],
};

/** The published measures of an indicator, by its number; none for one that only an authority itself can count. */
export const publishedFor = (indicator: number): readonly string[] => MEASURES_OF[indicator] ?? [];

/** Every indicator that has any. */
export const INDICATORS_WITH_FIGURES: readonly number[] = Object.keys(MEASURES_OF).map(Number);
