import { allocation } from "./features/allocation/record.ts";
import { assessment } from "./features/assessments/record.ts";
import { conference } from "./features/conferences/record.ts";
import { contact, earlyHelp } from "./features/contacts/record.ts";
import { healthCheck, healthYear, sdq } from "./features/health/record.ts";
import { careLeaver } from "./features/leaving-care/record.ts";
import {
  carePeriod,
  carePlan,
  careReview,
  deprivationOrder,
  iroContact,
  legalStatus,
  permanenceStep,
  placement,
  previousPermanence,
} from "./features/looked-after/record.ts";
import { missingEpisode } from "./features/missing/record.ts";
import { address, household, personDetail, relationship } from "./features/people/record.ts";
import { coreGroup, inNeedPlan, inNeedReview, planReview, protectionPlan } from "./features/plans/record.ts";
import { preProceedings } from "./features/proceedings/record.ts";
import { referral } from "./features/referrals/record.ts";
import { section47, strategyDiscussion } from "./features/section-47/record.ts";
import { visit } from "./features/visits/record.ts";
import type { RecordTable } from "./kernel/record/table.ts";

/** Every process table there is. A slice is removed by deleting its folder and its line here. */
export const TABLES: readonly RecordTable[] = [
  personDetail,
  address,
  relationship,
  household,
  contact,
  earlyHelp,
  referral,
  assessment,
  strategyDiscussion,
  section47,
  conference,
  protectionPlan,
  planReview,
  coreGroup,
  inNeedPlan,
  inNeedReview,
  visit,
  carePeriod,
  legalStatus,
  placement,
  careReview,
  carePlan,
  iroContact,
  deprivationOrder,
  permanenceStep,
  previousPermanence,
  healthCheck,
  healthYear,
  sdq,
  missingEpisode,
  careLeaver,
  preProceedings,
  allocation,
];
