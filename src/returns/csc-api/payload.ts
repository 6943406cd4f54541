import { z } from "zod";

/**
 * What the department's children's social care API takes of one child, as its early-adopter specification (0.7 and 0.8) is known through an open-source sender; the
 * department's own OpenAPI file was not at hand. Limits and kinds of code are those it names. Sent as a list of up to 100.
 */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const id = (longest: number) => z.string().min(1).max(longest);
const code = (form: RegExp) => z.string().regex(form);
const purge = z.boolean().optional();

export const MOST_IN_BATCH = 100;
export const LONGEST_LA_ID = 20;
export const LONGEST_ID = 36;

export const childDetails = z.strictObject({
  unique_pupil_number: code(/^[A-Z]\d{11}[0-9A-Z]$/).optional(),
  former_unique_pupil_number: code(/^[A-Z]\d{11}[0-9A-Z]$/).optional(),
  unique_pupil_number_unknown_reason: code(/^UN\d{1,2}$/).optional(),
  first_name: z.string().min(1).optional(),
  surname: z.string().min(1).optional(),
  date_of_birth: day.optional(),
  expected_date_of_birth: day.optional(),
  sex: z.enum(["M", "F", "U"]).optional(),
  ethnicity: code(/^[A-Z]{4}$/).optional(),
  disabilities: z
    .array(code(/^[A-Z]{2,4}$/))
    .max(12)
    .optional(),
  postcode: code(/^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/).optional(),
  uasc_flag: z.boolean().optional(),
  uasc_end_date: day.optional(),
  purge,
});

export const sdqAssessment = z.strictObject({ date: day, score: z.number().int().min(0).max(40) });

export const healthAndWellbeing = z.strictObject({
  sdq_assessments: z.array(sdqAssessment).optional(),
  purge,
});

export const careWorker = z.strictObject({
  worker_id: id(12),
  start_date: day.optional(),
  end_date: day.optional(),
});

export const childAndFamilyAssessment = z.strictObject({
  child_and_family_assessment_id: id(LONGEST_ID),
  start_date: day.optional(),
  authorisation_date: day.optional(),
  factors: z.array(code(/^\d{1,2}[A-Z]?$/)).optional(),
  purge,
});

export const childInNeedPlan = z.strictObject({
  child_in_need_plan_id: id(LONGEST_ID),
  start_date: day.optional(),
  end_date: day.optional(),
  purge,
});

export const section47Assessment = z.strictObject({
  section_47_assessment_id: id(LONGEST_ID),
  start_date: day.optional(),
  icpc_required_flag: z.boolean().optional(),
  icpc_date: day.optional(),
  end_date: day.optional(),
  purge,
});

export const childProtectionPlan = z.strictObject({
  child_protection_plan_id: id(LONGEST_ID),
  start_date: day.optional(),
  end_date: day.optional(),
  purge,
});

export const placement = z.strictObject({
  child_looked_after_placement_id: id(LONGEST_ID),
  start_date: day.optional(),
  start_reason: code(/^[SLPTBU]$/).optional(),
  placement_type: code(/^[A-Z]\d$/).optional(),
  postcode: code(/^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/).optional(),
  end_date: day.optional(),
  end_reason: code(/^(?:X\d|E\d{1,2}[A-Z]?)$/).optional(),
  change_reason: code(/^[A-Z]{4,6}$/).optional(),
  purge,
});

export const adoption = z.strictObject({
  initial_decision_date: day.optional(),
  matched_date: day.optional(),
  placed_date: day.optional(),
  purge,
});

export const careLeavers = z.strictObject({
  contact_date: day.optional(),
  activity: code(/^[A-Z]\d$/).optional(),
  accommodation: code(/^[A-Z]$/).optional(),
  purge,
});

export const socialCareEpisode = z.strictObject({
  social_care_episode_id: id(LONGEST_ID),
  referral_date: day.optional(),
  referral_source: code(/^\d{1,2}[A-Z]?$/).optional(),
  referral_no_further_action_flag: z.boolean().optional(),
  closure_date: day.optional(),
  closure_reason: code(/^RC\d{1,2}$/).optional(),
  care_worker_details: z.array(careWorker).optional(),
  child_and_family_assessments: z.array(childAndFamilyAssessment).optional(),
  child_in_need_plans: z.array(childInNeedPlan).optional(),
  section_47_assessments: z.array(section47Assessment).optional(),
  child_protection_plans: z.array(childProtectionPlan).optional(),
  child_looked_after_placements: z.array(placement).optional(),
  adoption: adoption.optional(),
  care_leavers: careLeavers.optional(),
  purge,
});

export const childPayload = z.strictObject({
  la_child_id: id(LONGEST_LA_ID),
  mis_child_id: id(LONGEST_ID).optional(),
  child_details: childDetails.optional(),
  health_and_wellbeing: healthAndWellbeing.optional(),
  social_care_episodes: z.array(socialCareEpisode).optional(),
  purge,
});

/** A child as sent: the whole, what changed, or that it is withdrawn. */
export type ChildPayload = z.infer<typeof childPayload>;
/** Any part of a payload. */
export type Block = { readonly [field: string]: unknown };

/**
 * How the parts of a payload hang together. A list in `keyed` holds things known by an id of their own; `blocks` are single things. Everything else in a part is its own, lists
 * without ids (workers, scores, codes) too.
 */
export type Shape = {
  readonly id: string | null;
  readonly keyed: { readonly [list: string]: Shape };
  readonly blocks: { readonly [name: string]: Shape };
};

const leaf = (own: string | null = null): Shape => ({ id: own, keyed: {}, blocks: {} });

export const CHILD_SHAPE: Shape = {
  id: "la_child_id",
  keyed: {
    social_care_episodes: {
      id: "social_care_episode_id",
      keyed: {
        child_and_family_assessments: leaf("child_and_family_assessment_id"),
        child_in_need_plans: leaf("child_in_need_plan_id"),
        section_47_assessments: leaf("section_47_assessment_id"),
        child_protection_plans: leaf("child_protection_plan_id"),
        child_looked_after_placements: leaf("child_looked_after_placement_id"),
      },
      blocks: { adoption: leaf(), care_leavers: leaf() },
    },
  },
  blocks: { child_details: leaf(), health_and_wellbeing: leaf() },
};
